import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { partsOfPath, success, type Result } from '#core';
import type { Failure } from '#app';
import type { Git } from './git/git.ts';
import { systemCode } from './system-refusal.ts';
import { splitRecords } from './git/working-files.ts';

const isLink = async (file: string): Promise<boolean> => {
  try {
    return (await lstat(file)).isSymbolicLink();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
};

/** The first part of a path of the working tree that is a symbolic link; undefined where none is. */
export const findLink = async (root: string, path: string): Promise<Result<string | undefined, Failure>> => {
  for (const part of partsOfPath(path)) if (await isLink(join(root, part))) return success(part);
  return success(undefined);
};

const linkMode = '120000 ';

/** The first of the parts of a path that git lists as a symbolic link. */
const firstLink = (listing: Buffer, parts: readonly string[]): string | undefined => {
  const links = new Set(
    splitRecords(listing)
      .filter((record) => record.startsWith(linkMode))
      .map((record) => record.slice(record.indexOf('\t') + 1)),
  );
  return parts.find((part) => links.has(part));
};

/** The same of a path of a commit. */
export const findLinkAt = async (
  git: Git,
  revision: string,
  path: string,
): Promise<Result<string | undefined, Failure>> => {
  const parts = partsOfPath(path);
  const listed = await git.run(['ls-tree', '-z', '--full-tree', revision, '--', ...parts]);
  return listed.ok ? success(firstLink(listed.value.output, parts)) : listed;
};

/** The same of a path as it is staged. */
export const findStagedLink = async (git: Git, path: string): Promise<Result<string | undefined, Failure>> => {
  const parts = partsOfPath(path);
  const places = parts.map((part) => `:(top,literal)${part}`);
  const listed = await git.run(['ls-files', '-z', '--stage', '--full-name', '--', ...places]);
  return listed.ok ? success(firstLink(listed.value.output, parts)) : listed;
};
