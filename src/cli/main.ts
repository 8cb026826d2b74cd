#!/usr/bin/env node
import { join } from 'node:path';
import { runCommandLine } from './run.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());
// A reader that has seen enough (`| head`) closes the pipe: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

// Set first: whatever ends this process before a command has answered, it did not pass.
process.exitCode = 2;
runCommandLine(process.argv.slice(2), {
  folder: process.cwd(),
  environment: process.env,
  out: (text) => void process.stdout.write(text),
  say: (text) => void process.stderr.write(text),
  signal: interrupted.signal,
  policies: join(__dirname, '..', 'policies'),
}).then(
  (code) => {
    process.exitCode = interrupted.signal.aborted ? 2 : code;
  },
  (error: unknown) => {
    process.stderr.write(
      `codex-governor: this is a bug of Codex Governor. ${error instanceof Error ? error.stack : String(error)}\n`,
    );
  },
);
