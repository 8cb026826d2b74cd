// Bundled and run as a process of its own by a test: keeps a task, then tells how that went.
import { openTaskStore } from '#repo';
import { makeTask } from './sample-task.ts';

const keep = async (folder: string, id: string, size: number, withPrompt: boolean): Promise<void> => {
  const store = await openTaskStore(folder);
  if (!store.ok) throw new Error(store.error.message);
  const kept = await store.value.keep(makeTask(id, 'x'.repeat(size)));
  process.stdout.write(kept.ok ? 'kept\n' : `${kept.error.reason}: ${kept.error.message}\n`);
  if (!withPrompt) return;
  const prompt = await store.value.keepPage(id, 'prompt', 'y'.repeat(size));
  process.stdout.write(prompt.ok ? `${prompt.value}\n` : `${prompt.error.message}\n`);
};

const [, , folder = '.', id = 'task', size = '10', withPrompt = ''] = process.argv;
void keep(folder, id, Number(size), withPrompt !== '');
