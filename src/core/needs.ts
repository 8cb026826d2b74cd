import { remains, type FileChange } from './change.ts';
import type { ChangedFile, Needs, RuleKind, Scene, Sight, Sighting, Wants } from './rule-kind.ts';
import type { Wanted } from './syntax/function-entity.ts';
import { givesCognitive, languageOf } from './syntax/languages.ts';

const either = (wants: readonly (Wants | undefined)[]): Wants | undefined => {
  const asked = wants.flatMap((want) => want ?? []);
  return asked.length === 0 ? undefined : (file) => asked.some((want) => want(file));
};

const only = (want: Wants | undefined, applies: Wants): Wants | undefined =>
  want && ((file) => applies(file) && want(file));

const mapNeeds = (make: (name: keyof Needs) => Wants | undefined): Needs => {
  const entries = (['functions', 'cognitive', 'text', 'syntax'] as const).map((name) => [name, make(name)] as const);
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

/** True for a file whose text has to be read for what is needed of it. */
export const wantsText = (needs: Needs, file: FileChange): boolean =>
  !file.binary &&
  file.special === undefined &&
  (needs.text?.(file) === true || wantsSyntax(needs, file) || wantsFunctions(needs, file));

// A file that changed its type was no regular file before, or is none now.
const wasText = ({ status }: FileChange): boolean => status !== 'added' && status !== 'type-changed';

const lacksText = (file: ChangedFile): boolean =>
  (remains(file) && file.after === undefined) || (wasText(file) && file.before === undefined);

const lacksFunctions = (file: ChangedFile): boolean => remains(file) && file.functions === undefined;

const whyBlind = ({ unread, after }: ChangedFile): string => {
  if (unread !== undefined) return unread;
  return after === undefined
    ? 'its text could not be read'
    : 'it is nested too deeply, or the parser of its language is missing';
};

const lacksCognitive = ({ functions = [] }: ChangedFile): boolean =>
  functions.some(({ cognitive }) => cognitive === undefined);

const partlyBlind = ({ path, functions = [] }: ChangedFile): Sighting => {
  const { name, line } = functions.find(({ cognitive }) => cognitive === undefined) ?? { name: '', line: 1 };
  const message = `Nothing is known of the cognitive complexity of ${name}: the parser does not get through it.`;
  return { path, line, message, identity: 'unread' };
};

const blind = (file: ChangedFile, what: 'functions' | 'text' | 'syntax'): Sighting => {
  const message = `Nothing is known of the ${what} of this file: ${whyBlind(file)}.`;
  return { path: file.path, line: 1, message, identity: 'unread' };
};

// What did not parse at the base is old debt. An unsaved text is half typed most of the time; saving it tells.
const hasNewFlaw = ({ flaw, flawBefore, estimated }: ChangedFile): boolean =>
  flaw !== undefined && flawBefore === undefined && estimated !== true;

const flawed = ({ path, flaw }: ChangedFile): Sighting => {
  const message = 'This file does not parse from here on, so some of its functions may be missing.';
  return { path, line: flaw?.line ?? 1, message, identity: 'unread' };
};

const findBlindFunctions = (needs: Needs, file: ChangedFile): readonly Sighting[] => {
  if (lacksFunctions(file)) return [blind(file, 'functions')];
  if (hasNewFlaw(file)) return [flawed(file)];
  return wantsCognitive(needs, file) && lacksCognitive(file) ? [partlyBlind(file)] : [];
};

const findBlind = (needs: Needs, file: ChangedFile): readonly Sighting[] => {
  if (!wantsText(needs, file)) return [];
  if (needs.text?.(file) === true && lacksText(file)) return [blind(file, 'text')];
  if (wantsSyntax(needs, file) && file.syntax === undefined) return [blind(file, 'syntax')];
  return wantsFunctions(needs, file) ? findBlindFunctions(needs, file) : [];
};

/** What a kind sees of a scene, and first the files in which it cannot see what it needs. */
export const lookAt = <Options>(kind: RuleKind<Options>, scene: Scene<Options>): Sight => {
  const needs = kind.needs?.(scene.options) ?? {};
  const sight = kind.see(scene);
  return { ...sight, sightings: [...scene.files.flatMap((file) => findBlind(needs, file)), ...sight.sightings] };
};
