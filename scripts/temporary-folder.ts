import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  /** Removes the folder with all that is in it. */
  dispose(): void;
}

/** Makes an empty folder. Its path is free of links, so that it equals what git and VS Code report. */
export function makeTemporaryFolder(prefix: string, place = tmpdir()): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(place, `${prefix}-`)));
  return { path, dispose: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}
