import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestRepository } from './temporary-repository.ts';

/** A repository whose git keeps what it is started with, in a folder that is there. POSIX, as it is a shell script. */
export const countGit = (
  { environment }: Pick<TestRepository, 'environment'>,
  folder: string,
): {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The words of each start so far, in order. */
  readonly started: () => readonly string[];
} => {
  const kept = join(folder, 'started');
  const git = execFileSync('sh', ['-c', 'command -v git'], { env: environment, encoding: 'utf8' }).trim();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "$*" >> '${kept}'\nexec '${git}' "$@"\n`, { mode: 0o755 });
  return {
    environment: { ...environment, PATH: `${folder}${delimiter}${environment['PATH'] ?? ''}` },
    started: () => (existsSync(kept) ? readFileSync(kept, 'utf8').trim().split('\n') : []),
  };
};
