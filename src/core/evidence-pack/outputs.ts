import type { Hash } from '../hash.ts';
import type { PackEvidence } from './parts.ts';

type Command = Pick<PackEvidence['commands'][number], 'run' | 'outputDigest'>;

/** Where each text begins at which a next command may be told; the end of the whole, where there is none. */
const endsOf = (rest: string, next: Command | undefined): readonly number[] => {
  if (next === undefined) return [rest.length];
  const ends: number[] = [];
  const head = `\n$ ${next.run}\n`;
  for (let at = rest.indexOf(head); at >= 0; at = rest.indexOf(head, at + 1)) ends.push(at);
  return ends;
};

const fits = (log: string, [first, ...others]: readonly Command[], hash: Hash): boolean => {
  if (first === undefined) return log === '';
  const head = `$ ${first.run}\n`;
  if (!log.startsWith(head)) return false;
  const rest = log.slice(head.length);
  // What a command wrote may itself look like the head of the next.
  return endsOf(rest, others[0]).some(
    (end) =>
      hash(rest.slice(0, end)) === first.outputDigest &&
      (others.length === 0 || fits(rest.slice(end + 1), others, hash)),
  );
};

/** True where a log holds what the commands of evidence have written, each by its digest. */
export const holdsOutputs = (log: string, { commands }: Pick<PackEvidence, 'commands'>, hash: Hash): boolean =>
  fits(
    log,
    commands.filter(({ how }) => how !== 'not-run'),
    hash,
  );
