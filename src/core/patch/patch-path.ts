import { failure, success, type Result } from '../result.ts';
import { patchRules, type PatchFault } from './step.ts';

/** Where a patch is applied; absolute, in the machine's own spelling. */
export interface PatchPlace {
  readonly root: string;
  /** The folder that paths are relative to; left out: the root. */
  readonly cwd?: string;
}

const fault = (path: string, message: string): Result<never, PatchFault> =>
  failure({ rule: patchRules.place, path, line: 1, message });

const drive = /^[A-Za-z]:/;
const isWindows = (root: string): boolean => drive.test(root) || root.startsWith('\\\\');

// Waivers, approvals and the log of prompts are no part of a change, so no rule would see what an agent wrote there.
const isKept = (path: string): boolean => /^(?:dev_prompts\.md$|\.codex\/governance\/)/i.test(path);

/** An absolute path without `.`, `..` and doubled separators: Codex looks at the words alone, too. */
const normalize = (path: string): readonly string[] => {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps;
};

// What file systems take for `.git`: any case, marks that nobody sees, and the short name that Windows gives it.
const isGitFolder = (step: string): boolean =>
  /^(?:\.git|git~\d+)$/i.test(
    step.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '').replace(/[ .]+$/, ''),
  );

/** What is wrong with the steps of a path that lies in the repository. */
const wrongIn = (steps: readonly string[], windows: boolean): string | undefined => {
  if (steps.length === 0) return 'It is the root of the repository. Name a file.';
  if (steps.some(isGitFolder)) return 'It lies in the folder of git, which no patch may write.';
  if (isKept(steps.join('/')))
    return 'It is kept by people and by Codex Governor: no agent writes it. Ask a person for a waiver or an approval.';
  // Windows drops blanks and dots at the end of a name, and reads a colon as a stream of the file before it.
  if (windows && steps.some((step) => /[ .]$|:/.test(step)))
    return 'Windows would give it another name. Name it as it is.';
  return undefined;
};

/** The path of a file of the repository, posix and relative to its root, by what a patch calls it. */
export const placePath = (path: string, { root, cwd = root }: PatchPlace): Result<string, PatchFault> => {
  const windows = isWindows(root);
  const posix = (one: string): string => (windows ? one.replaceAll('\\', '/') : one);
  if (/\p{Cc}/u.test(path)) return fault(path, 'There is a control character in its name. Name it without.');
  if (!windows && path.includes('\\')) return fault(path, 'Folders are separated by /. Write it that way.');
  const named = posix(path);
  if (named.trim() === '') return fault(path, 'The patch names no file here. Name it.');
  const isAbsolute = named.startsWith('/') || drive.test(named);
  const steps = normalize(isAbsolute ? named : `${posix(cwd)}/${named}`);
  const top = normalize(posix(root));
  const same = (one: string | undefined, other: string): boolean =>
    windows ? one?.toLowerCase() === other.toLowerCase() : one === other;
  if (!top.every((step, at) => same(steps[at], step)))
    return fault(path, 'It lies outside of the repository. A patch may write only inside of it.');
  const inside = steps.slice(top.length);
  const wrong = wrongIn(inside, windows);
  return wrong === undefined ? success(inside.join('/')) : fault(path, wrong);
};
