import { classifyBy, success, type Policy, type ProposedFile, type Result, type Task } from '#core';
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

/** What the files are expected to be: as they were when the run began, with the patches that were written. */
export interface Account {
  /** A patch was written. */
  enter(files: readonly ProposedFile[]): void;
  /** The files that are otherwise, sorted by path. Fails where git cannot tell. */
  check(signal?: AbortSignal): Promise<Result<readonly UnaccountedFile[], Failure>>;
  /** Forgets what the files were. */
  close(): Promise<void>;
}

type Expected = Map<string, string | undefined>;

const enterAll = (expected: Expected, files: readonly ProposedFile[]): void => {
  for (const { path, from, after } of files) {
    if (from !== undefined) expected.set(from, undefined);
    expected.set(path, after);
  }
};

type Look = Pick<MeasuredChange, 'readBefore' | 'readAfter' | 'lookUp'>;

/** What git would store of a text; the text itself where git makes nothing of it. */
const storedOf = async ({ lookUp }: Look, path: string, text: string): Promise<Result<string, Failure>> => {
  const facts = await lookUp([path]);
  return facts.ok ? success(facts.value.get(path)?.store(text) ?? text) : facts;
};

type Text = Awaited<ReturnType<MeasuredChange['readAfter']>>;

const compare = async (
  look: Look,
  expected: Expected,
  path: string,
): Promise<Result<UnaccountedFile | undefined, Failure>> => {
  const now = await look.readAfter(path);
  if (!expected.has(path)) {
    const before: Text = await look.readBefore(path);
    if (typeof before === 'object' || typeof now === 'object') return success({ path, byHand: true });
    return success({ path, ...(before === undefined ? {} : { expected: before }) });
  }
  const wanted = expected.get(path);
  if (wanted === undefined) return success(now === undefined ? undefined : { path });
  const stored = await storedOf(look, path, wanted);
  if (!stored.ok) return stored;
  return success(now === stored.value ? undefined : { path, expected: wanted });
};

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
      enter: (files) => enterAll(expected, files),
      check: (signal) =>
        story(async function* () {
          const options = { classify: classifyBy(classes), ...(signal === undefined ? {} : { signal }) };
          const measured = yield* need(repository.measure(from, options));
          // A rename is two paths; what was expected to change and did not is no less unexplained.
          const paths = new Set([
            ...measured.change.files.flatMap(({ path, from: before }) => (before === undefined ? [path] : [path, before])),
            ...expected.keys(),
          ]);
          const found: UnaccountedFile[] = [];
          for (const path of [...paths].sort()) {
            const file = yield* need(compare(measured, expected, path));
            if (file !== undefined) found.push(file);
          }
          return found;
        }),
      close: () => repository.dropSnapshot(name),
    };
  });
