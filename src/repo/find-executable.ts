import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where a program may be. */
export interface ProgramPlaces {
  readonly names: readonly string[];
  /** An absolute path that a person set; empty: none. It is not looked for anywhere else then. */
  readonly chosen?: string;
  /** The PATH of the environment. */
  readonly path: string;
}

const isExecutable = async (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The absolute path of a program, or undefined where it is not to be found. Runs nothing. */
export const findExecutable = async ({ names, chosen = '', path }: ProgramPlaces): Promise<string | undefined> => {
  if (chosen !== '') return isAbsolute(chosen) && (await isExecutable(chosen)) ? chosen : undefined;
  for (const folder of path.split(delimiter).filter(isAbsolute))
    for (const name of names) if (await isExecutable(join(folder, name))) return join(folder, name);
  return undefined;
};
