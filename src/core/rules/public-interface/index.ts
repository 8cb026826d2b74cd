import * as z from 'zod';
import { fileClasses, isInClass, pathAtBase } from '../../change.ts';
import type { Keeping } from '../../kept-finds.ts';
import { rememberAround } from '../../reads.ts';
import type { ChangedFile, RuleKind, Scene, Sighting } from '../../rule-kind.ts';
import type { Facts } from '../../syntax/facts.ts';
import { shorten } from '../../report/cut.ts';
import { hasFacts } from '../../syntax/languages.ts';
import { inPlace } from '../../wording.ts';
import { lineAfter } from '../guard-parts/lines.ts';
import { interfaceBrokenExamples } from './examples.ts';
import { interfaceKeptExamples } from './examples-kept.ts';
import { interfaceMeantExamples } from './examples-meant.ts';
import { isStillKnown, membersOf, overloaded, standsFor, typedFieldsOf, type Member } from './members.ts';
import { changesOf, isSameType } from './signature.ts';

const options = z.strictObject({
  'allow-additions': z.boolean().default(true).describe('Whether new functions and classes may be added.'),
  counts: z.array(z.enum(fileClasses)).default(['code']).describe('The file classes that are looked at.'),
});
type Options = z.infer<typeof options>;

interface Sides {
  readonly file: ChangedFile;
  readonly before: Facts;
  readonly after: Facts;
}

const sight = ({ path }: ChangedFile, line: number, name: string, what: string): Sighting => ({
  path,
  line,
  message: `${name} ${what}.`,
  identity: JSON.stringify([name, what]),
});

/** Callers of Python may give arguments by name. */
const isNamed = (path: string): boolean => /\.(?:pyi?|ipynb)$/.test(path);

const compare = ({ file, before, after }: Sides, was: Member, now: Member): readonly Sighting[] => {
  if (was.fact === undefined || now.fact === undefined) return [];
  if ([before, after].some((facts) => overloaded(facts).has(was.name))) return [];
  return changesOf(was.fact, now.fact, isNamed(file.path)).map((what) => sight(file, now.line, was.name, what));
};

const sightGone = (file: ChangedFile, after: Facts, { name, line }: Member): Sighting => {
  const hidden = [...after.functions, ...after.classes].find((fact) => fact.name === name);
  return hidden === undefined
    ? sight(file, lineAfter(file, line), name, 'is gone from what others can use')
    : sight(file, hidden.place.line, name, 'is no longer exported');
};

/** What others could use and can no longer, or only in another way. Members go with their class. */
const brokenIn = (tree: Scene<Options>['around']['after'], sides: Sides): readonly Sighting[] => {
  const { file, before, after } = sides;
  const now = membersOf(after);
  const module = { path: file.path, facts: after };
  const names = [...membersOf(before).values()].map(({ name }) => name);
  const gone = new Set(names.filter((name) => !isStillKnown(tree, module, name)));
  return [...membersOf(before)].flatMap(([key, member]) => {
    const same = now.get(key);
    if (same !== undefined) return compare(sides, member, same);
    if (now.has(member.name)) return [sight(file, lineAfter(file, member.line), member.name, 'can no longer be set')];
    const owner = member.name.slice(0, Math.max(0, member.name.lastIndexOf('.')));
    if (gone.has(member.name)) return gone.has(owner) ? [] : [sightGone(file, after, member)];
    const heir = standsFor(tree, module, member.name);
    return heir === undefined ? [] : compare(sides, member, heir);
  });
};

// What is longer nobody reads in a sentence.
const mostType = 60;

/** Fields that are said to be of another type. */
const retypedIn = ({ file, before, after }: Sides): readonly Sighting[] => {
  const now = typedFieldsOf(after);
  return [...typedFieldsOf(before)].flatMap(([name, { type: was }]) => {
    const { type = was, line = 1 } = now.get(name) ?? {};
    return isSameType(was, type)
      ? []
      : [sight(file, line, name, `is of type ${shorten(type, mostType)} now, not ${shorten(was, mostType)}`)];
  });
};

const addedIn = ({ file, before, after }: Sides): readonly Sighting[] => {
  const known = membersOf(before);
  return [...membersOf(after)].flatMap(([key, { name, line }]) =>
    known.has(key) ? [] : [sight(file, line, name, 'is new to what others can use')],
  );
};

const mostNamed = 3;

/** A file that is gone with all that it let out, and is in no new file of the change. */
const deletedFile = (file: ChangedFile, before: Facts, elsewhere: ReadonlySet<string>): readonly Sighting[] => {
  const names = [...membersOf(before).keys()].filter((name) => !name.includes('.'));
  if (names.every((name) => elsewhere.has(name))) return [];
  const listed = `${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ', …' : ''}`;
  return [sight(file, 1, pathAtBase(file), `is gone with what others can use of it: ${listed}`)];
};

const keepSightings = (file: ChangedFile): Keeping<readonly Sighting[]> => ({
  file,
  write: (sightings) => sightings,
  read: (written) => written as readonly Sighting[],
});

const rememberChanged = rememberAround<readonly Sighting[]>();

const see = ({ options: given, files, around }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const counted = files.filter((file) => isInClass(file, given.counts));
  const ofStatus = (status: ChangedFile['status']) => counted.filter((file) => file.status === status);
  const added = ofStatus('added').flatMap(({ facts }) => facts ?? []);
  const elsewhere = new Set(added.flatMap((facts) => [...membersOf(facts).keys()]));
  // Under a name that says no language nobody can use what is in it.
  const unnamed = ofStatus('renamed').filter(({ path }) => !hasFacts(path));
  const deleted = [...ofStatus('deleted'), ...unnamed].flatMap((file) =>
    [file.factsBefore ?? []].flat().flatMap((before) => deletedFile(file, before, elsewhere)),
  );
  const changed = counted.flatMap((file): readonly Sighting[] => {
    const { factsBefore: before, facts: after } = file;
    if (before === undefined || after === undefined) return [];
    const sides = { file, before, after };
    const find = (): readonly Sighting[] => [
      ...brokenIn(around.after, sides),
      ...retypedIn(sides),
      ...(given['allow-additions'] ? [] : addedIn(sides)),
    ];
    return rememberChanged(around.after.reader, [given, file], 'changed', find, keepSightings(file));
  });
  return { sightings: [...deleted, ...changed] };
};

export const publicInterface: RuleKind<Options> = {
  kind: 'public-interface',
  title: 'Public interface',
  manual: [
    'Flags a change after which callers in other files would have to change, too. Of every changed file that was there,',
    'the functions, classes and methods that others can reach are compared by their names: what is exported, in Python',
    'what has no leading underscore or is in `__all__`; methods of interfaces and of types are among them. A finding is',
    'a name that is gone or no longer exported; a parameter that is gone, renamed where callers may give it by name,',
    'moved, newly needed or no longer to be left out; another type that is said to be returned, or that a field is said to be',
    'of; a function that has to be awaited now, or no longer. A name that became a lambda, an alias or an import is compared',
    'with what it stands for.',
    '',
    'What does not count: names that still lead somewhere, as an alias (`old = new`), an import, a re-export or an',
    'inherited member; new optional parameters; parameters of JavaScript under another name, and `*rest` for `*args`;',
    'annotations where there were none; private names; tests. A file that was moved or renamed as a whole is compared',
    'as it is, without its path. What overloads take is not compared. With `allow-additions: false`, what is new in a',
    'file that was there is a finding as well.',
  ].join('\n'),
  remedy:
    'Keep the old name and its parameters working, such as by an alias or a default, or have the change agreed on.',
  options,
  needs: ({ counts }) => ({
    facts: (file) => isInClass(file, counts),
    text: (file) => isInClass(file, counts),
  }),
  looksAround: true,
  examples: [...interfaceBrokenExamples, ...interfaceMeantExamples, ...interfaceKeptExamples],
  see,
  guard: ({ 'allow-additions': additions }, rule) =>
    `Preserve public interfaces${inPlace(rule)}: no exported name, parameter or return type changes${additions ? '' : ', and none is added'}.`,
};
