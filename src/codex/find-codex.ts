import { createRequire } from 'node:module';
import { access, constants, readdir, realpath } from 'node:fs/promises';
import { basename, delimiter, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure } from '#app';
import { codexNames } from './names.ts';

/** Where Codex may be. */
export interface CodexPlaces {
  /** The path that a person set for this machine; empty: none. Codex is not looked for anywhere else then. */
  readonly chosen: string;
  /** The PATH of the environment. */
  readonly path: string;
  /** The root of the working tree, and whether a person agreed that programs out of it may be run. */
  readonly workspace: { readonly root: string; readonly isAllowed: boolean };
  /** As Node names it. */
  readonly platform: string;
}

export interface FoundCodex {
  /** The native program, absolute; what was found itself where that is no wrapper that we know. */
  readonly program: string;
  readonly from: 'setting' | 'path' | 'workspace';
}

const isRunnable = async (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

const realOf = async (path: string): Promise<string> => realpath(path).catch(() => path);

/** The vendor folder beside a wrapper, or in the package of this platform that stands where the wrapper looks for it. */
const vendorsOf = (wrapper: string): readonly string[] => {
  const own = join(dirname(wrapper), '..', 'vendor');
  try {
    const platform = `@openai/codex-${process.platform === 'android' ? 'linux' : process.platform}-${process.arch}`;
    return [join(dirname(createRequire(wrapper).resolve(`${platform}/package.json`)), 'vendor'), own];
  } catch {
    return [own];
  }
};

/** The native program behind the wrapper that npm installs; undefined where there is none. */
const nativeBehind = async (wrapper: string): Promise<string | undefined> => {
  for (const vendor of vendorsOf(wrapper))
    for (const target of (await readdir(vendor).catch((): string[] => [])).sort())
      for (const name of ['codex', 'codex.exe']) {
        const native = join(vendor, target, 'bin', name);
        if (await isRunnable(native)) return native;
      }
  return undefined;
};

/** Where npm keeps the wrapper whose shell script it put into a folder: for one project, or for all. */
const wrappersBehindScript = (script: string): readonly string[] => {
  const wrapper = join('@openai', 'codex', 'bin', 'codex.js');
  return [join(dirname(script), '..', wrapper), join(dirname(script), 'node_modules', wrapper)];
};

/**
 * What to start: a wrapper passes on only some signals and would leave the native program behind, so that one is started
 * instead of it.
 */
const nativeOf = async (found: string): Promise<string> => {
  const real = await realOf(found);
  const wrappers =
    basename(real) === 'codex.js' ? [real] : basename(real) === 'codex.exe' ? [] : wrappersBehindScript(real);
  for (const wrapper of wrappers) {
    const native = (await isThere(wrapper)) ? await nativeBehind(await realOf(wrapper)) : undefined;
    if (native !== undefined) return native;
  }
  return real;
};

const isThere = async (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const isInside = (root: string, path: string): boolean => {
  const from = relative(root, path);
  return from !== '' && from !== '..' && !from.startsWith(`..${sep}`) && !isAbsolute(from);
};

/** Whether a program is one of the workspace: where it stands, or where it really lies. */
const isOfWorkspace = async (root: string, program: string): Promise<boolean> =>
  isInside(root, program) || isInside(await realOf(root), await realOf(program));

const firstRunnable = async (folders: readonly string[], names: readonly string[]): Promise<string | undefined> => {
  for (const folder of folders)
    for (const name of names) if (await isRunnable(join(folder, name))) return join(folder, name);
  return undefined;
};

const notInstalled: Failure = {
  reason: 'no-agent',
  message: 'Codex was not found: it is neither on the PATH nor among the packages of the working tree.',
  remedy: 'Install Codex, or say in the setting of its path where it is.',
};

const notAllowed = (program: string): Failure => ({
  reason: 'agent-consent',
  message: `The only Codex that was found belongs to the working tree: ${program}. Whoever changes the repository chose it.`,
  remedy: 'Agree to run it, install Codex outside of the working tree, or set its path.',
});

const chosenCodex = async (chosen: string): Promise<Result<FoundCodex, Failure>> =>
  isAbsolute(chosen) && (await isRunnable(chosen))
    ? success({ program: await nativeOf(chosen), from: 'setting' })
    : failure({
        reason: 'no-agent',
        message: `The path that is set for Codex names no program: ${chosen}.`,
        remedy: 'Correct the setting, or empty it to use the Codex on the PATH.',
      });

/**
 * Finds Codex: the one that is set, the one on the PATH, the one among the packages of the working tree. One that lies in
 * the working tree is only given where that is allowed, also when the PATH leads there. Runs nothing. Fails with `no-agent`,
 * and with `agent-consent` where one was found that may not be run yet.
 */
export const findCodex = async (places: CodexPlaces): Promise<Result<FoundCodex, Failure>> => {
  const { chosen, path, workspace, platform } = places;
  if (chosen !== '') return chosenCodex(chosen);
  const names = codexNames(platform);
  const own = join(workspace.root, 'node_modules', '.bin');
  let refused: string | undefined;
  for (const folder of [...path.split(delimiter).filter(isAbsolute), own]) {
    const program = await firstRunnable([folder], names);
    if (program === undefined) continue;
    const isOwn = await isOfWorkspace(workspace.root, program);
    if (!isOwn || workspace.isAllowed)
      return success({ program: await nativeOf(program), from: isOwn ? 'workspace' : 'path' });
    refused ??= program;
  }
  return failure(refused === undefined ? notInstalled : notAllowed(refused));
};
