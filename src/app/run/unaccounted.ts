import { classifyBy, present, success, type Policy, type ProposedFile, type Result, type Task } from '#core';
import type { Failure } from '../failure.ts';
import type { MeasuredChange, MeasureFrom, Repository } from '../ports.ts';
import { need, story } from '../story.ts';

/** A file that changed while Codex worked, and that no accepted patch explains. */
export interface UnaccountedFile {
  readonly path: string;
  /** The text it would have by the patches that were accepted, or had when the run began; left out: it would not be there. */
  readonly expected?: string;
  /** True where it is, or was, no text that can be put back by writing it. */
  readonly byHand?: true;
}

/** What the files are expected to be: as they were when the run began, with the patches that were accepted. */
export interface Account {
  /** A patch was accepted: its files may be as they are, or as it leaves them. */
  readonly offer: (files: readonly ProposedFile[]) => void;
  /** It was written: its files are as it leaves them. */
  readonly enter: (files: readonly ProposedFile[]) => void;
  /** The files that are otherwise, sorted by path. Fails where git cannot tell. */
  check(signal?: AbortSignal): Promise<Result<readonly UnaccountedFile[], Failure>>;
  /** Forgets what the files were. */
  close(): Promise<void>;
}

/** The texts a file may have, the likeliest last; undefined: it may be gone. `asBefore`: also what it had at the beginning. */
interface Allowed {
  readonly asBefore: boolean;
  readonly texts: readonly (string | undefined)[];
}

type Expected = Map<string, Allowed>;

const leaves = ({ path, from, after }: ProposedFile): readonly (readonly [string, string | undefined])[] =>
  from === undefined || from === path
    ? [[path, after]]
    : [
        [from, undefined],
        [path, after],
      ];

const offer = (expected: Expected, files: readonly ProposedFile[]): void => {
  for (const [path, text] of files.flatMap(leaves)) {
    const known = expected.get(path) ?? { asBefore: true, texts: [] };
    expected.set(path, { ...known, texts: [...known.texts, text] });
  }
};

const enter = (expected: Expected, files: readonly ProposedFile[]): void => {
  for (const [path, text] of files.flatMap(leaves)) expected.set(path, { asBefore: false, texts: [text] });
};

type Look = Pick<MeasuredChange, 'readBefore' | 'readAfter' | 'lookUp'>;

/** What git would store of a text; the text itself where git makes nothing of it. */
const storedOf = async ({ lookUp }: Look, path: string, text: string): Promise<Result<string, Failure>> => {
  const facts = await lookUp([path]);
  return facts.ok ? success(facts.value.get(path)?.store(text) ?? text) : facts;
};

type Text = Awaited<ReturnType<MeasuredChange['readAfter']>>;

const isText = (text: Text): text is string | undefined => typeof text !== 'object';

const compare = async (
  look: Look,
  path: string,
  { asBefore, texts }: Allowed,
): Promise<Result<UnaccountedFile | undefined, Failure>> => {
  const [before, now] = await Promise.all([look.readBefore(path), look.readAfter(path)]);
  const wanted = texts.length === 0 ? before : texts.at(-1);
  if (!isText(now) || !isText(wanted)) return success({ path, byHand: true });
  if (asBefore && now === before) return success(undefined);
  for (const text of texts) {
    const stored = text === undefined ? success(undefined) : await storedOf(look, path, text);
    if (!stored.ok) return stored;
    if (now === stored.value) return success(undefined);
  }
  return success({ path, ...present('expected', wanted) });
};

/** Nothing was proposed for it: it has to be what it was. */
const untouched: Allowed = { asBefore: true, texts: [] };

interface AccountPorts {
  readonly repository: Pick<Repository, 'head' | 'takeSnapshot' | 'dropSnapshot' | 'measure'>;
}

/** Remembers what the files are now. The snapshot it keeps is dropped when it is closed. */
export const openAccount = (
  { repository }: AccountPorts,
  task: Pick<Task, 'id'>,
  { classes }: Pick<Policy, 'classes'>,
): Promise<Result<Account, Failure>> =>
  story(async function* () {
    const name = `${task.id}-run`;
    const head = yield* need(repository.head());
    const snapshot = yield* need(repository.takeSnapshot(name));
    const base = { ...head, snapshot: snapshot.tree, digestOnly: snapshot.digestOnly };
    const from: MeasureFrom = { task: base };
    const expected: Expected = new Map();
    return {
      offer: (files) => offer(expected, files),
      enter: (files) => enter(expected, files),
      check: (signal) =>
        story(async function* () {
          const options = { classify: classifyBy(classes), ...(signal === undefined ? {} : { signal }) };
          const measured = yield* need(repository.measure(from, options));
          // A rename is two paths; what was expected to change and did not is no less unexplained.
          const paths = new Set([
            ...measured.change.files.flatMap(({ path, from: before }) =>
              before === undefined ? [path] : [path, before],
            ),
            ...expected.keys(),
          ]);
          const found: UnaccountedFile[] = [];
          for (const path of [...paths].sort()) {
            const file = yield* need(compare(measured, path, expected.get(path) ?? untouched));
            if (file !== undefined) found.push(file);
          }
          return found;
        }),
      close: () => repository.dropSnapshot(name),
    };
  });
