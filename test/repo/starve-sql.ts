// Run as a process of its own by a test: asks for the parser of SQL while no file can be opened, and once more when one can.
import { closeSync, openSync } from 'node:fs';
import { loadSqlParser } from '#repo';

const held: number[] = [];

const holdAll = (): void => {
  try {
    for (;;) held.push(openSync('/dev/null', 'r'));
  } catch {
    // No more can be opened: so it shall be.
  }
};

const ask = async (): Promise<string> =>
  loadSqlParser().then(
    ({ parseSync }) => {
      parseSync('SELECT 1');
      return 'parsed';
    },
    () => 'failed',
  );

holdAll();
const first = await ask();
held.forEach(closeSync);
process.stdout.write(`${first}, ${await ask()}\n`);
