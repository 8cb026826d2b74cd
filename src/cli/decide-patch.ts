import {
  askApprovals,
  need,
  story,
  tellAccepting,
  titlePatch,
  type Failure,
  type PatchAnswer,
  type PatchedFile,
  type PatchQuestion,
  type RunWatcher,
} from '#app';
import { present, success, tellRuled, writeDifference, type Result } from '#core';
import type { Machine } from '#repo';
import { askBudget, type AskPlace } from './ask-budget.ts';
import type { Asker } from './ask-line.ts';
import { sayLine, wayOut } from './complain.ts';
import { isLong, sayDifference } from './say-difference.ts';
import type { Terminal } from './terminal.ts';

/* A person at a terminal decides about a patch that the policy blocks. */

type Place = AskPlace & { readonly question: PatchQuestion; readonly lines: readonly string[] };

const decline = async ({ asker, signal }: Place): Promise<PatchAnswer> => {
  const typed = await asker.ask(
    'Why? Codex is told, along with what the policy says. Leave it empty to say no more:',
    signal,
  );
  const reason = typed?.trim() ?? '';
  return { decision: 'decline', ...(reason === '' ? {} : { reason }) };
};

/** Undefined where nothing was decided: the patch waits on. */
const approve = async (place: Place, now: () => string): Promise<PatchAnswer | undefined> => {
  const { raisable, roles } = place.question;
  if (!raisable.ok) {
    place.say(raisable.error.replaceAll('`', ''));
    return undefined;
  }
  place.say('An empty answer takes what stands in brackets; where nothing does, it takes the approval back.');
  const approvals = await askApprovals(raisable.value, roles, askBudget(place, now));
  if (approvals !== undefined) return { decision: 'approve', approvals };
  place.say('Nothing was decided: the patch waits on.');
  return undefined;
};

type Way = 'accept' | 'decline' | 'approve' | 'show';

/** What may be typed, by its first letter or in full; nothing else is an answer. */
const waysOf = ({
  question: { raisable },
  lines,
}: Place): readonly (readonly [letter: string, word: string, Way])[] => [
  ['a', 'accept', 'accept'],
  ['d', 'decline', 'decline'],
  ...(raisable.ok ? [['b', 'budget', 'approve'] as const] : []),
  ...(isLong(lines) ? [['s', 'show', 'show'] as const] : []),
];

const labels: Record<Way, string> = {
  accept: 'a accept',
  decline: 'd decline',
  approve: 'b approve the budget',
  show: 's show all of it',
};

const askWay = async (place: Place): Promise<Way | undefined> => {
  const ways = waysOf(place);
  const prompt = `${ways.map(([, , way]) => labels[way]).join(' · ')}:`;
  for (;;) {
    const typed = await place.asker.ask(prompt, place.signal);
    if (typed === undefined) return undefined;
    const word = typed.trim().toLowerCase();
    const found = ways.find(([letter, full]) => word === letter || word === full);
    if (found !== undefined) return found[2];
    place.say(`Type one of ${ways.map(([letter]) => letter).join(', ')}.`);
  }
};

/** The files of a patch with the texts that they have now. Fails where one cannot be read. */
const readPatched = (
  { repository }: Pick<Machine, 'repository'>,
  { files }: PatchQuestion,
): Promise<Result<readonly PatchedFile[], Failure>> =>
  story(async function* () {
    const patched: PatchedFile[] = [];
    for (const file of files) {
      const before = yield* need(repository.read(file.from ?? file.path));
      patched.push({ ...file, ...present('before', before) });
    }
    return yield* need(success(patched));
  });

const tellFailure = (failure: Failure): string => `${failure.message} ${wayOut(failure)}`.trimEnd();

const show = ({ ruling, failed, ...question }: PatchQuestion, say: AskPlace['say']): void => {
  if (failed !== undefined) say(tellFailure(failed));
  say(`${titlePatch(question)}. The policy blocks it:`);
  for (const line of tellRuled(ruling)) say(line);
};

/** Lets the person at a terminal decide; where nobody answers any more, a patch is declined. */
export const decidePatch =
  (
    terminal: Terminal,
    machine: Pick<Machine, 'repository' | 'clock'>,
    asker: Pick<Asker, 'ask'>,
  ): RunWatcher['decide'] =>
  async (question, signal) => {
    const say = (line: string): void => sayLine(terminal, line);
    show(question, say);
    const patched = await readPatched(machine, question);
    if (!patched.ok) {
      say(`It is declined, as it cannot be shown. ${tellFailure(patched.error)}`);
      return { decision: 'decline' };
    }
    const place: Place = { asker, say, signal, question, lines: patched.value.flatMap(writeDifference) };
    sayDifference(terminal, place.lines);
    say(tellAccepting);
    for (;;) {
      const way = await askWay(place);
      if (way === undefined) return { decision: 'decline' };
      if (way === 'accept') return { decision: 'accept' };
      if (way === 'decline') return decline(place);
      if (way === 'show') sayDifference(terminal, place.lines, place.lines.length);
      const answer = way === 'approve' ? await approve(place, () => machine.clock.now()) : undefined;
      if (answer !== undefined) return answer;
    }
  };
