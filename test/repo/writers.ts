// Programs of the tests that write to one place at once, each a process of its own.
import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { makeFolder } from './temporary-repository.ts';

/** Bundles a file of this folder; the path of the program. */
export const bundleWriter = (name: string): string => {
  const outfile = join(makeFolder(), `${basename(name, '.ts')}.cjs`);
  buildSync({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
    // Only a scanner that is really loaded needs them.
    external: ['@secretlint/*'],
  });
  return outfile;
};

export interface Writing {
  /** Where all of them write. */
  readonly folder: string;
  readonly writers: number;
  /** How often each of them writes. */
  readonly times: number;
}

/** Has several processes of a program write at once; the numbers that they were given, in order. */
export const writeAtOnce = async (program: string, { folder, writers, times }: Writing): Promise<readonly number[]> => {
  const numbers = await Promise.all(
    Array.from({ length: writers }, async (_, index) => {
      const child = spawn(process.execPath, [program, folder, `writer ${index}`, String(times)]);
      let said = '';
      child.stdout.on('data', (data: Buffer) => {
        said += data.toString();
      });
      await new Promise((resolve) => child.once('close', resolve));
      return said.trimEnd().split('\n').map(Number);
    }),
  );
  return numbers.flat().sort((one, other) => one - other);
};
