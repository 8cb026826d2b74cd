// What the extension host prints reaches the terminal through a file: it has no terminal of its own.
import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface ConsoleFile {
  readonly path: string;
  /** Whether the tests came to their end. */
  isDone(): boolean;
  /** Prints what is left and removes the file. */
  dispose(): void;
}

/** Opens the file and prints what is written to it as it comes. */
export function openConsoleFile(): ConsoleFile {
  const path = join(mkdtempSync(join(tmpdir(), 'vscode-console-')), 'console');
  writeFileSync(path, '');
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(65_536);
  let read = 0;
  const print = (): void => {
    for (;;) {
      const count = readSync(file, buffer, 0, buffer.length, read);
      if (count === 0) return;
      read += count;
      process.stdout.write(Buffer.from(buffer.subarray(0, count)));
    }
  };
  const timer = setInterval(print, 100);
  return {
    path,
    isDone: () => existsSync(`${path}.done`),
    dispose: () => {
      clearInterval(timer);
      print();
      closeSync(file);
      rmSync(dirname(path), { recursive: true, force: true });
    },
  };
}
