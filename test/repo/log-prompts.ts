// Bundled and run as a process of its own by a test: logs prompts, one after the other, and tells their numbers.
import { join } from 'node:path';
import { openPromptLog } from '../../src/repo/prompt-log.ts';
import { systemClock } from '../../src/repo/clock.ts';

const log = async (root: string, word: string, times: number): Promise<void> => {
  // No scanner: loading it takes longer than all that is tested here.
  const options = { clock: systemClock, loadSecretFinder: async () => async () => [] };
  const prompts = openPromptLog({ root, ownFolder: join(root, '.git', 'codex-governor') }, options);
  for (let turn = 0; turn < times; turn += 1) {
    const text = `${word} ${turn}\n${'x'.repeat(500)}`;
    const logged = await prompts.add('dev_prompts.md', { branch: 'main', targets: [], text });
    process.stdout.write(logged.ok ? `${logged.value?.number}\n` : `${logged.error.message}\n`);
  }
};

const [, , root = '.', word = '', times = '1'] = process.argv;
void log(root, word, Number(times));
