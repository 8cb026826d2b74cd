// Bundled and run as a process of its own by a test: appends events to a journal, one after the other.
import { openJournal } from '../../src/repo/journal/open-journal.ts';
import { systemClock } from '../../src/repo/clock.ts';

const append = async (folder: string, word: string, times: number): Promise<void> => {
  // No scanner: loading it takes longer than all that is tested here.
  const journal = openJournal(folder, { clock: systemClock, loadSecretFinder: async () => async () => [] });
  for (let turn = 0; turn < times; turn += 1) {
    const written = await journal.append({ kind: 'unaccounted', paths: [`${word} ${turn}`, 'x'.repeat(300)] });
    process.stdout.write(written.ok ? `${written.value.number}\n` : `${written.error.message}\n`);
  }
};

const [, , folder = '.', word = '', times = '1'] = process.argv;
void append(folder, word, Number(times));
