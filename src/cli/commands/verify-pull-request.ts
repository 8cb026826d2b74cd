import { need, story, verifyPullRequest, type VerifiedPullRequest } from '#app';
import { counted, printable } from '#core';
import type { Machine } from '#repo';
import { sayNotes } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { printDocument } from '../print.ts';
import { readInput } from '../read-input.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface VerifyOptions {
  readonly base?: string;
  readonly format: 'text' | 'json';
}

type Document = Documents['pull-request-verify'];

const uncounted: Omit<Document, 'verdict' | 'discrepancies' | 'unproven'> = {
  base: null,
  head: null,
  mode: null,
  counted_since_start: false,
  policy_path: null,
  policy_revision: null,
};

const tellCounted = (by: NonNullable<VerifiedPullRequest['counted']>): typeof uncounted => ({
  base: by.base,
  head: by.head,
  mode: by.mode,
  counted_since_start: by.since,
  policy_path: by.policyPath,
  policy_revision: by.policyRevision,
});

const verdictOf = ({ discrepancies, unproven }: VerifiedPullRequest): Document['verdict'] => {
  if (discrepancies.length > 0) return 'block';
  return unproven.length === 0 ? 'pass' : 'unknown';
};

const exitCodes: Record<Document['verdict'], ExitCode> = { pass: 0, block: 1, unknown: 2 };

const documentOf = (verified: VerifiedPullRequest): Document => ({
  verdict: verdictOf(verified),
  discrepancies: [...verified.discrepancies],
  unproven: [...verified.unproven],
  ...(verified.counted === undefined ? uncounted : tellCounted(verified.counted)),
});

const isOfText = ({ kind }: VerifiedPullRequest['discrepancies'][number]): boolean => kind !== 'slice';

const conclude = (file: string, { discrepancies, unproven, counted: by }: VerifiedPullRequest): string => {
  const length = discrepancies.filter(isOfText).length;
  if (discrepancies.length > length && length === 0) return `The change is not the slice that ${file} names.`;
  if (length > 0) return `${counted(length, 'place')} of ${file} ${length === 1 ? 'does' : 'do'} not say what is so.`;
  const from = by?.base.slice(0, 12) ?? 'nothing';
  return unproven.length === 0
    ? `Every tick and number of ${file} is so, counted from ${from}.`
    : `Every other tick and number of ${file} is so, counted from ${from}; what it says of ${unproven.join(', ')} could not be told.`;
};

const tell = (file: string, verified: VerifiedPullRequest): string =>
  [
    ...verified.discrepancies.map(({ line, message }) => `${file}:${line}: ${message}`),
    conclude(file, verified),
    ...(verified.counted?.blocked === true
      ? ['The change itself may not merge: `codex-governor check` says why.']
      : []),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');

const remedy =
  'Fill the text again with `codex-governor pr` once everything is committed, and change nothing in what it fills in.';

const ofSlice = 'Take those files out of the change: what a slice keeps out of is another pull request.';

const proof =
  'Nobody has run those gates on this machine, so their results are the author’s word. Run `codex-governor gate run` with their names here, then try again.';

export const verify = (terminal: Terminal, machine: Machine, file: string, { format, ...options }: VerifyOptions) =>
  story<ExitCode>(async function* () {
    const text = yield* need(readInput(terminal, file));
    const verified = yield* need(verifyPullRequest(machine, { text, ...options }, terminal.signal));
    const verdict = verdictOf(verified);
    const { discrepancies } = verified;
    const mends = [
      ...(discrepancies.some(isOfText) ? [remedy] : []),
      ...(discrepancies.every(isOfText) ? [] : [ofSlice]),
    ];
    const ways = { pass: [], block: mends, unknown: [proof] };
    sayNotes(terminal, [...verified.notes, ...ways[verdict]]);
    const name = file === '-' ? 'the text' : file;
    terminal.out(format === 'json' ? printDocument('pull-request-verify', documentOf(verified)) : tell(name, verified));
    return exitCodes[verdict];
  });
