import { tellBug } from './complain.ts';
import { policiesFolder } from './policies-folder.ts';
import { runCommandLine } from './run.ts';
import { endAfter } from './watchdog.ts';

const interrupted = new AbortController();

// Whoever is asked to stop and does not, or is asked twice, ends without an answer: a CI job must not hang on us.
const longestGoodbye = 5_000;
const stop = (): void => {
  if (interrupted.signal.aborted) process.exit(2);
  interrupted.abort();
  setTimeout(() => process.exit(2), longestGoodbye).unref();
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

let isDecided = false;
let isLost = false;
let isClosed = false;

/** Whatever ends this process before a command has answered, or before the answer is out: it did not pass. */
process.on('exit', () => {
  if (!isDecided || isLost) process.exitCode = 2;
});
process.on('uncaughtException', (error: unknown) => {
  process.stderr.write(tellBug(error, process.env));
  process.exit(2);
});
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) closes the pipe: what was decided stands.
  isClosed = true;
  if (error.code === 'EPIPE') return;
  isLost = true;
  process.stderr.write(`codex-governor: the result could not be written: ${error.message}.\n`);
});
// Nobody is left to be told.
process.stderr.on('error', () => undefined);

const run = async (): Promise<void> => {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    folder: process.cwd(),
    environment: process.env,
    input: () => process.stdin,
    isAttended: process.stdin.isTTY && process.stderr.isTTY,
    endAfter,
    afterwards: (work) => void process.once('beforeExit', () => void work()),
    out: (text) => {
      if (!isClosed) process.stdout.write(text);
    },
    say: (text) => void process.stderr.write(text),
    // To the first column, and clear the line.
    ...(process.stderr.isTTY ? { draw: (line) => void process.stderr.write(`\r\u001B[K${line}`) } : {}),
    signal: interrupted.signal,
    again: [process.execPath, ...process.execArgv, ...process.argv.slice(1, 2)],
    policies: policiesFolder,
  });
  isDecided = true;
};
void run();
