import { failure, success, type Result } from '../result.ts';
import { blockEnd, blockStart, hookBlock } from './hook-command.ts';

const shell = /^#![ \t]*\/(?:\S*\/)?(?:env[ \t]+(?:-S[ \t]+)?)?(?:sh|bash|dash|ash|ksh|zsh)[ \t]*(?:[ \t]-.*)?\r?$/;

// Husky 8 starts the script once more from this line on: what stands above it would run twice.
const husky = /^[ \t]*(?:\.|source)[ \t].*\/husky\.sh"?[ \t]*\r?$/;

export interface ScriptOptions {
  /** The folder of the `package.json` that names the command line; empty: the root of the repository. */
  readonly home?: string;
  /** True where the script is started by sh whatever its first line says. */
  readonly isShell?: boolean;
}

/** Where in a script our block goes: before anything could end it. */
const placeIn = (lines: readonly string[]): number => {
  const afterHusky = lines.findIndex((line) => husky.test(line)) + 1;
  return afterHusky > 0 ? afterHusky : lines[0]?.startsWith('#!') === true ? 1 : 0;
};

const replaceBlock = (lines: readonly string[], block: readonly string[]): Result<string, string> => {
  const start = lines.indexOf(blockStart);
  const end = lines.indexOf(blockEnd);
  if (start < 0 || end < start || lines.lastIndexOf(blockStart) !== start || lines.lastIndexOf(blockEnd) !== end)
    return failure('the lines of codex-governor in it are no longer whole');
  return success([...lines.slice(0, start), ...block, ...lines.slice(end + 1)].join('\n'));
};

/** Why a script that begins with a line cannot hold lines of sh; undefined where it can. */
const refuseLanguage = (first: string, isShell: boolean): string | undefined => {
  if (first.startsWith('#!')) return shell.test(first) ? undefined : `it is no shell script (${first.trim()})`;
  return isShell ? undefined : 'it is no shell script';
};

/**
 * A hook with our block in it, which runs first: a script may end anywhere. The rest stays as it is, runs after, and decides
 * too. Fails with why the script is not one to add to.
 */
export const addToScript = (
  text: string,
  { home = '', isShell = false }: ScriptOptions = {},
): Result<string, string> => {
  const block = hookBlock(home).trimEnd().split('\n');
  const lines = text.split('\n');
  if (lines.includes(blockStart) || lines.includes(blockEnd)) return replaceBlock(lines, block);
  const why = refuseLanguage(lines[0] ?? '', isShell);
  if (why !== undefined) return failure(why);
  const place = placeIn(lines);
  return success([...lines.slice(0, place), ...block, ...lines.slice(place)].join('\n'));
};

/** A hook of its own; `head` is what the tool that starts it wants on top. */
export const newScript = (home = '', head: readonly string[] = []): string =>
  ['#!/bin/sh', ...head, hookBlock(home)].join('\n');
