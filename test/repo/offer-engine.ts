// Bundled and run as a process of its own by a test: offers an engine as a window does, until it is killed.
import { offerEngine } from '../../src/repo/engine/offer.ts';

const offer = async (root: string, ownFolder: string): Promise<void> => {
  await offerEngine({ root, ownFolder }, { build: 'this one', answer: async () => 'alive' });
  process.stdout.write('offered\n');
  setInterval(() => undefined, 1_000);
};

const [, , root = '.', ownFolder = '.'] = process.argv;
void offer(root, ownFolder);
