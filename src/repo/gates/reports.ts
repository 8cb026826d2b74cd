import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { failure, success, type Result } from '#core';
import type { Failure, Reports } from '#app';
import { explainRefusal, systemCode } from '../system-refusal.ts';

/** Coverage of a large repository takes tens of megabytes. */
const mostOfReport = 64 * 1024 * 1024;

/** The file a path leads to; undefined where there is none, or where it leads out of the repository. */
const findReport = async (root: string, path: string): Promise<string | undefined> => {
  try {
    const [top, target] = await Promise.all([realpath(root), realpath(join(root, path))]);
    return target.startsWith(top.endsWith(sep) ? top : top + sep) ? target : undefined;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
};

const stampReport = async (root: string, path: string): Promise<string | undefined> => {
  const target = await findReport(root, path);
  if (target === undefined) return undefined;
  const found = await stat(target, { bigint: true }).catch(() => undefined);
  return found?.isFile() === true ? [found.ino, found.mtimeNs, found.ctimeNs, found.size].join(' ') : undefined;
};

const readReport = async (root: string, path: string): Promise<Result<string | undefined, Failure>> => {
  const target = await findReport(root, path);
  if (target === undefined) return success(undefined);
  try {
    const { size } = await stat(target);
    if (size > mostOfReport)
      return failure({ reason: 'too-large', message: `it is larger than ${mostOfReport / 1024 / 1024} MB` });
    return success(await readFile(target, 'utf8'));
  } catch (error) {
    return failure({ reason: 'unreadable', message: explainRefusal(error) });
  }
};

/** The reports that commands write below a root. */
export const openReports = (root: string): Reports => ({
  stamp: async (path) => stampReport(root, path),
  read: async (path) => readReport(root, path),
});
