import { isBinaryFormat } from './binary-formats.ts';
import { pathAtBase, remains, type FileChange } from './change.ts';
import { newFlawIn } from './new-flaw.ts';
import { present } from './present.ts';
import { remember, rememberWeakly } from './remember.ts';
import type { ChangedFile, Needs, RuleKind, Scene, Sight, Sighting, Wants } from './rule-kind.ts';
import type { Flaw, Wanted } from './syntax/function-entity.ts';
import { languageOf } from './syntax/language-files.ts';
import { givesCognitive, hasFacts } from './syntax/languages.ts';
import { mayHoldSql } from './syntax/sql/texts.ts';

const either = (wants: readonly (Wants | undefined)[]): Wants | undefined => {
  const asked = wants.flatMap((want) => want ?? []);
  return asked.length === 0 ? undefined : (file) => asked.some((want) => want(file));
};

const only = (want: Wants | undefined, applies: Wants): Wants | undefined =>
  want && ((file) => applies(file) && want(file));

const mapNeeds = (make: (name: keyof Needs) => Wants | undefined): Needs => {
  const names = ['functions', 'cognitive', 'text', 'syntax', 'facts', 'sql', 'secrets'] as const;
  const entries = names.map((name) => [name, make(name)] as const);
  return Object.fromEntries(entries.filter(([, want]) => want !== undefined));
};

/** What all of them need together. */
export const uniteNeeds = (needs: readonly Needs[]): Needs =>
  mapNeeds((name) => either(needs.map(({ [name]: want }) => want)));

/** What is needed in a place. */
export const narrowNeeds = (needs: Needs, applies: Wants): Needs => mapNeeds((name) => only(needs[name], applies));

/** True for a file whose functions are needed and whose language we read: they are counted in its text. */
export const wantsFunctions = (needs: Needs, file: FileChange): boolean =>
  needs.functions?.(file) === true && languageOf(file.path) !== undefined;

const wantsCognitive = (needs: Needs, file: FileChange): boolean =>
  needs.cognitive?.(file) === true && givesCognitive(file.path);

/** What is needed of the functions of a file beside their numbers. */
export const wantedOf = (needs: Needs, file: FileChange): Wanted =>
  wantsCognitive(needs, file) ? { cognitive: true } : {};

/** True for a file of which it is needed what the change is in syntax. */
export const wantsSyntax = (needs: Needs, file: FileChange): boolean => needs.syntax?.(file) === true;

// A name that no longer says what is in a file hides nothing of what was.
const onEitherSide = (file: FileChange, says: (path: string) => boolean): boolean =>
  says(file.path) || says(pathAtBase(file));

const holdsSql = (path: string): boolean => mayHoldSql(path, hasFacts);

/** True for a file whose SQL is needed, and that may hold some, or did. */
export const wantsSql = (needs: Needs, file: FileChange): boolean =>
  needs.sql?.(file) === true && onEitherSide(file, holdsSql);

/** True for a file whose facts are needed, and can be read in its text, or could before. The SQL of a program stands in its facts. */
export const wantsFacts = (needs: Needs, file: FileChange): boolean =>
  (needs.facts?.(file) === true || wantsSql(needs, file)) && onEitherSide(file, hasFacts);

/** True for a file whose secrets are needed. */
export const wantsSecrets = (needs: Needs, file: FileChange): boolean => needs.secrets?.(file) === true;

const asksForText = (needs: Needs, file: FileChange): boolean =>
  file.special === undefined &&
  (needs.text?.(file) === true ||
    [wantsSyntax, wantsFacts, wantsFunctions, wantsSql, wantsSecrets].some((wants) => wants(needs, file)));

/** True for a file whose text has to be read for what is needed of it. */
export const wantsText = (needs: Needs, file: FileChange): boolean => !file.binary && asksForText(needs, file);

const isNoText = (file: FileChange): boolean =>
  file.textless === true || [file.path, pathAtBase(file)].every(isBinaryFormat);

/**
 * True for a binary file that may hold a text all the same: a program, or one of which neither the names nor the bytes say
 * that it is no text.
 */
export const isHidden = (file: FileChange): boolean =>
  file.binary && remains(file) && (onEitherSide(file, (path) => languageOf(path) !== undefined) || !isNoText(file));

// A file that changed its type was no regular file before, or is none now.
const wasText = ({ status }: FileChange): boolean => status !== 'added' && status !== 'type-changed';

const lacksText = (file: ChangedFile): boolean =>
  (remains(file) && file.after === undefined) || (wasText(file) && file.before === undefined);

// As of a file in any language that nobody counts: its functions are no more expected than those of a text.
const lacksFunctions = (file: ChangedFile): boolean =>
  remains(file) && file.functions === undefined && file.foreign !== true;

const lacksFacts = (file: ChangedFile): boolean =>
  (remains(file) && hasFacts(file.path) && file.facts === undefined) ||
  (wasText(file) && hasFacts(pathAtBase(file)) && file.factsBefore === undefined);

const lacksSql = (file: ChangedFile): boolean => remains(file) && holdsSql(file.path) && file.sql === undefined;

const orLeftOut = 'or leave it out of the rule with `except`';

/** Why nothing is known of a file, and what to do about it. */
const whyBlind = ({ unread, after }: ChangedFile): string => {
  if (unread !== undefined) return `${unread}. Make it smaller, store it outside of the repository, ${orLeftOut}`;
  return after === undefined
    ? `its text could not be read. Check once more, ${orLeftOut}`
    : `it is nested too deeply, or the parser of its language is missing. Split it up, ${orLeftOut}`;
};

const lacksCognitive = ({ functions = [] }: ChangedFile): boolean =>
  functions.some(({ cognitive }) => cognitive === undefined);

const partlyBlind = ({ path, functions = [] }: ChangedFile): Sighting => {
  const { name, line } = functions.find(({ cognitive }) => cognitive === undefined) ?? { name: '', line: 1 };
  const message = `Nothing is known of the cognitive complexity of ${name}: the parser does not get through it. Split it up.`;
  return { path, line, message, identity: 'unread' };
};

const blind = (file: ChangedFile, what: keyof Needs): Sighting => {
  const message = `Nothing is known of the ${what === 'sql' ? 'SQL' : what} of this file: ${whyBlind(file)}.`;
  return { path: file.path, line: 1, message, identity: 'unread' };
};

// An unsaved text is half typed most of the time; saving it tells.
const flawed = (
  file: ChangedFile,
  [now, was]: readonly [now: Flaw | undefined, was: Flaw | undefined],
  what: string,
): readonly Sighting[] => {
  const line = file.unsaved === true ? undefined : newFlawIn(file, now, was);
  if (line === undefined) return [];
  const message = `This file does not parse from here on, so some of ${what} may be missing. Mend it here.`;
  return [{ path: file.path, line, message, identity: 'unread' }];
};

const blindToFunctions = (needs: Needs, file: ChangedFile): readonly Sighting[] => {
  if (lacksFunctions(file)) return [blind(file, 'functions')];
  const unparsed = flawed(file, [file.flaw, file.flawBefore], 'its functions');
  if (unparsed.length > 0) return unparsed;
  return wantsCognitive(needs, file) && lacksCognitive(file) ? [partlyBlind(file)] : [];
};

const blindToFacts = (file: ChangedFile): readonly Sighting[] =>
  lacksFacts(file) ? [blind(file, 'facts')] : flawed(file, [file.facts?.flaw, file.factsBefore?.flaw], 'what it says');

const blindToHidden = (needs: Needs, file: ChangedFile): readonly Sighting[] => {
  if (!asksForText(needs, file)) return [];
  const what = wantsFunctions(needs, file) ? 'functions' : 'text';
  const message = `Nothing is known of the ${what} of this file: it holds bytes that no text has, as a binary file does. Save it as text, ${orLeftOut}.`;
  return [{ path: file.path, line: 1, message, identity: 'unread' }];
};

const lacksSecrets = (file: ChangedFile): boolean => remains(file) && file.secrets === undefined;

/** What is needed of a text as a whole, and lacking. */
const plainNeeds: readonly (readonly [keyof Needs, typeof wantsText, (file: ChangedFile) => boolean])[] = [
  ['text', (needs, file) => needs.text?.(file) === true, lacksText],
  ['syntax', wantsSyntax, ({ syntax }) => syntax === undefined],
  ['secrets', wantsSecrets, lacksSecrets],
];

/** What is needed of what a text says, and lacking; the first of these tells why the others lack. */
const blindToContent = (needs: Needs, file: ChangedFile): readonly Sighting[] => {
  const unseen = wantsFunctions(needs, file) ? blindToFunctions(needs, file) : [];
  if (unseen.length > 0) return unseen;
  const unsaid = wantsFacts(needs, file) ? blindToFacts(file) : [];
  if (unsaid.length > 0) return unsaid;
  return wantsSql(needs, file) && lacksSql(file) ? [blind(file, 'sql')] : [];
};

const findBlind = (needs: Needs, file: ChangedFile): readonly Sighting[] => {
  if (!wantsText(needs, file)) return [];
  const lacking = plainNeeds.find(([, wants, lacks]) => wants(needs, file) && lacks(file));
  return lacking === undefined ? blindToContent(needs, file) : [blind(file, lacking[0])];
};

const partsNeeded = ['text', 'functions', 'syntax', 'facts', 'sql', 'secrets'] as const;
type PartNeeded = (typeof partsNeeded)[number];

const isWanted: Readonly<Record<PartNeeded, (needs: Needs, file: FileChange) => boolean>> = {
  text: wantsText,
  functions: wantsFunctions,
  syntax: wantsSyntax,
  facts: wantsFacts,
  sql: wantsSql,
  secrets: wantsSecrets,
};

/** A file with some of what was read of it; one object for all kinds that need just that. */
const withParts = rememberWeakly((file: ChangedFile) =>
  remember((parts: string): ChangedFile => {
    const { before, after, functions, functionsBefore, syntax, facts, factsBefore, ...rest } = file;
    const { sql, sqlBefore, secrets, secretsBefore, ...plain } = rest;
    const read: Readonly<Record<PartNeeded, Partial<ChangedFile>>> = {
      text: { ...present('before', before), ...present('after', after) },
      functions: { ...present('functions', functions), ...present('functionsBefore', functionsBefore) },
      syntax: present('syntax', syntax),
      facts: { ...present('facts', facts), ...present('factsBefore', factsBefore) },
      sql: { ...present('sql', sql), ...present('sqlBefore', sqlBefore) },
      secrets: { ...present('secrets', secrets), ...present('secretsBefore', secretsBefore) },
    };
    const kept = partsNeeded.filter((part) => parts.includes(part)).map((part) => read[part]);
    return Object.assign({}, plain, ...kept) as ChangedFile;
  }),
);

/** A file with no more than a kind needs of it, whatever others had read of it. */
const narrow = (needs: Needs, file: ChangedFile): ChangedFile =>
  withParts(file)(partsNeeded.filter((part) => isWanted[part](needs, file)).join());

/** A file as a kind sees it, and what the kind cannot see in it. */
interface Seen {
  readonly file: ChangedFile;
  readonly blind: readonly Sighting[];
}

const seeFile = (needs: Needs, whole: ChangedFile): Seen => {
  const file = narrow(needs, whole);
  return { file, blind: (isHidden(file) ? blindToHidden : findBlind)(needs, file) };
};

/** Remembers what is made of a file by the options of a rule, from which its needs come: the same file is the same one. */
const rememberByOptions = <Value>(make: (needs: Needs, file: ChangedFile) => Value) => {
  const known = new WeakMap<object, (file: ChangedFile) => Value>();
  return (needs: Needs, options: unknown): ((file: ChangedFile) => Value) => {
    if (typeof options !== 'object' || options === null) return (file) => make(needs, file);
    const ofOptions = known.get(options) ?? rememberWeakly((file: ChangedFile) => make(needs, file));
    known.set(options, ofOptions);
    return ofOptions;
  };
};

const seeing = rememberByOptions(seeFile);
const narrowing = rememberByOptions(narrow);

/** What a kind sees of a scene, with no more of its files than it needs, and first the files in which it cannot see that. */
export const lookAt = <Options>(kind: RuleKind<Options>, scene: Scene<Options>): Sight => {
  const { beyond, ...given } = scene;
  const seen = given.files.map(seeing(kind.needs?.(given.options) ?? {}, given.options));
  const needsBeyond = kind.needsBeyond?.(given.options);
  const sight = kind.see({
    ...given,
    files: seen.map(({ file }) => file),
    ...(needsBeyond === undefined ? {} : present('beyond', beyond?.map(narrowing(needsBeyond, given.options)))),
  });
  return {
    ...sight,
    sightings: [...seen.flatMap(({ blind }) => blind), ...sight.sightings],
  };
};
