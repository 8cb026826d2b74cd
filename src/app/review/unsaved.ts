import { carryFunctions, present, success, type ChangedFile, type Result, type TextFunctions } from '#core';
import type { Failure } from '../failure.ts';
import { overlay, readEdits, rememberBases, type Edit, type Overlaid } from './overlay.ts';
import type { MeasuredChange, PathFacts } from '../ports.ts';
import { gather } from './gather.ts';
import type { Reading, ReviewPorts } from './review.ts';

/** Texts that were typed and are not saved, by path. */
type Texts = ReadonlyMap<string, string>;

// Its lines are not those of a text: what was measured of it stays.
const isApart = (known: ChangedFile | undefined): boolean => known?.binary === true || known?.special !== undefined;

/**
 * The edit that an unsaved text is; undefined where nothing can be estimated of it, so that what was measured of the file
 * stays: it is binary, a link, too large, or stored by a program; git ignores it, or it is not on disk yet.
 */
const editOf = async (
  { readBefore }: MeasuredChange,
  known: ChangedFile | undefined,
  { path, text, facts }: { readonly path: string; readonly text: string; readonly facts: PathFacts },
): Promise<Edit | undefined> => {
  const after = isApart(known) ? undefined : facts.store(text);
  if (after === undefined) return undefined;
  const before = await readBefore(known?.from ?? path);
  if (typeof before === 'object' || (known === undefined && before === undefined)) return undefined;
  return { path, ...present('before', before), after, class: facts.class };
};

/** The edits that texts are; git is asked only of files it was not asked of before. */
const editsOf = async (reading: Reading, texts: Texts): Promise<Result<readonly Edit[], Failure>> => {
  const facts = await reading.measured.lookUp([...texts.keys()]);
  if (!facts.ok) return facts;
  const known = new Map(reading.files.map((file) => [file.path, file]));
  const found = await Promise.all(
    [...texts].map(async ([path, text]) => {
      const told = facts.value.get(path);
      return told && editOf(reading.measured, known.get(path), { path, text, facts: told });
    }),
  );
  return success(found.flatMap((edit) => edit ?? []));
};

/** The reading as it will be once unsaved texts are saved. */
type ReadUnsaved = (
  ports: Omit<ReviewPorts, 'repository'>,
  reading: Reading,
  unsaved: Texts,
  signal?: AbortSignal,
) => Promise<Result<Reading, Failure>>;

/** What was made of a text in a reading; nothing where nothing could be estimated of it. */
interface Seen {
  readonly reading: Reading;
  readonly text: string;
  readonly overlaid: Overlaid | undefined;
}

const goodOf = (
  text: string | undefined,
  functions: ChangedFile['functions'],
  flaw: ChangedFile['flaw'],
): TextFunctions | undefined =>
  text === undefined || functions === undefined || flaw !== undefined ? undefined : { text, functions };

const goodBefore = (saved: ChangedFile | undefined, typed: ChangedFile): TextFunctions | undefined =>
  goodOf(saved?.after, saved?.functions, saved?.flaw) ?? goodOf(typed.before, typed.functionsBefore, typed.flawBefore);

type Carry = (saved: ChangedFile | undefined, file: ChangedFile) => ChangedFile;

/**
 * Remembers of every file the last text without a flaw. A file that does not parse gets the functions that an open bracket
 * hides as they were last read: while it was typed, when it was saved, or at the base.
 */
const rememberGood = (): { readonly carry: Carry; readonly forget: (kept: Texts) => void } => {
  const good = new Map<string, TextFunctions>();
  return {
    carry: (saved, file) => {
      const { path, after, functions, flaw } = file;
      if (after === undefined || functions === undefined) return file;
      const now = { text: after, functions };
      if (flaw === undefined) good.set(path, now);
      const last = flaw === undefined ? undefined : (good.get(path) ?? goodBefore(saved, file));
      return last === undefined ? file : { ...file, functions: carryFunctions(last, now) };
    },
    forget: (kept) => {
      for (const path of good.keys()) if (!kept.has(path)) good.delete(path);
    },
  };
};

/** Reads unsaved texts again and again: what was not typed into since the last time is not read and counted anew. */
export const rememberUnsaved = (): ReadUnsaved => {
  const bases = rememberBases();
  const good = rememberGood();
  let seen: ReadonlyMap<string, Seen> = new Map();
  return async (ports, reading, unsaved, signal) => {
    bases.forget(unsaved);
    good.forget(unsaved);
    if (unsaved.size === 0) return success(reading);
    const known = new Map(
      [...seen].filter(([path, last]) => last.reading === reading && last.text === unsaved.get(path)),
    );
    const fresh = new Map([...unsaved].filter(([path]) => !known.has(path)));
    const edits = await editsOf(reading, fresh);
    if (!edits.ok) return edits;
    const read = await readEdits(ports, reading, edits.value, { count: bases.count, signal });
    if (!read.ok) return read;
    const saved = new Map(reading.files.map((file) => [file.path, file]));
    const carried = read.value.map(({ edit, file }) => ({
      edit,
      file: file && { ...good.carry(saved.get(file.path), file), unsaved: true as const },
    }));
    const overlaid = new Map(carried.map((each) => [each.edit.path, each]));
    for (const [path, text] of fresh) known.set(path, { reading, text, overlaid: overlaid.get(path) });
    seen = known;
    const typed = overlay(
      reading,
      [...known.values()].flatMap(({ overlaid }) => overlaid ?? []),
    );
    return gather(ports, typed, { unsaved, signal });
  };
};

/** Reads unsaved texts once. */
export const readUnsaved: ReadUnsaved = (ports, reading, unsaved, signal) =>
  rememberUnsaved()(ports, reading, unsaved, signal);
