import { isInClass, pathAtBase } from '../../change.ts';
import { rememberWeakly } from '../../remember.ts';
import type { ChangedFile, RuleKind, Scene, Sighting } from '../../rule-kind.ts';
import type { Facts } from '../../syntax/facts.ts';
import { findLosses, type Loss } from './losses.ts';
import { lostRows } from './rows.ts';
import { lineAfter } from '../guard-parts/lines.ts';
import { guardNamer, guardsIn, lastPart, type GuardDefinition, type NameGuard } from '../guard-parts/names.ts';
import { guardNeeds, guardOptions, tellGuards, type GuardOptions } from '../guard-parts/options.ts';
import { tellPart } from '../guard-parts/parts.ts';
import { guardRemovedExamples } from './examples.ts';
import { guardElsewhereExamples } from './examples-elsewhere.ts';
import { guardIdleExamples } from './examples-idle.ts';
import { guardMovedExamples } from './examples-moved.ts';
import { guardNamedExamples } from './examples-named.ts';
import { guardPairedExamples } from './examples-paired.ts';
import { guardRowsExamples } from './examples-rows.ts';

const namesDefined = rememberWeakly(
  ({ functions, classes }: Facts): ReadonlySet<string> =>
    new Set([...functions, ...classes].map(({ name }) => lastPart(name))),
);

/** The names that a text takes from elsewhere. */
const takesIn = (facts: Facts | undefined, wanted: string): boolean =>
  facts?.imports.some(({ alias, name = '' }) => (alias ?? name) === wanted) === true;

/** Tells the names that the files of a change define after it. */
const namesLeft = ({ change, around }: Scene<GuardOptions>): ((name: string) => boolean) => {
  const left = change.files.flatMap(({ path }) => around.after.facts(path) ?? []);
  return (name) => left.some((facts) => namesDefined(facts).has(name));
};

/** The guards that a file defined, and of whose name nothing is left in the change, as the file sees it. */
const lostDefinitions = (
  { around }: Scene<GuardOptions>,
  [nameGuard, isLeft]: readonly [NameGuard, (name: string) => boolean],
  file: ChangedFile,
): readonly GuardDefinition[] => {
  const defined = file.factsBefore === undefined ? [] : guardsIn(nameGuard, pathAtBase(file), file.factsBefore);
  const facts = around.after.facts(file.path);
  return defined
    .map((definition) => ({ definition, last: lastPart(definition.name) }))
    .filter(({ last }) => !isLeft(last) && !takesIn(facts, last))
    .map(({ definition }) => definition);
};

const sightDefinition = (file: ChangedFile, { guard, name, line }: GuardDefinition): Sighting => ({
  path: file.path,
  line: lineAfter(file, line),
  message: `The guard ${guard} is gone: ${name} was defined here, and nothing of that name is left.`,
  identity: JSON.stringify(['definition', guard]),
});

const sightLoss = ({ guard, part, line }: Loss): Sighting => ({
  path: part.path,
  line,
  message: `The guard ${guard} is gone from ${tellPart(part)}, and nothing here leads to it any more.`,
  identity: JSON.stringify([part.name, guard]),
});

const see = (scene: Scene<GuardOptions>): ReturnType<RuleKind<GuardOptions>['see']> => {
  const nameGuard = guardNamer(scene.options.guards);
  const files = scene.files.filter((file) => isInClass(file, scene.options.counts));
  const isLeft = namesLeft(scene);
  const definitions = files.flatMap((file) =>
    lostDefinitions(scene, [nameGuard, isLeft], file).map((definition) => ({ file, definition })),
  );
  // Where a guard is no more, nothing can call it: that is said once.
  const gone = new Set(definitions.map(({ definition: { guard } }) => guard));
  return {
    sightings: [
      ...definitions.map(({ file, definition }) => sightDefinition(file, definition)),
      ...findLosses(scene, nameGuard)
        .filter(({ guard }) => !gone.has(guard))
        .map(sightLoss),
      ...lostRows(scene, files),
    ],
  };
};

export const guardRemoved: RuleKind<GuardOptions> = {
  kind: 'guard-removed',
  title: 'Guard removed',
  manual: [
    'Flags a change that takes a guard away: a function that called it, was decorated with it or handed it on (`Depends(…)`,',
    '`router.use(…)`), and is still there without it; and the guard itself, where its definition was deleted or renamed and',
    'nothing of its name is left. `guards` names them as policies speak of them: `packs.is_fresh` is met by',
    '`app.services.packs.is_fresh`, imported under whatever name, and by the function `is_fresh` in a file `packs`.',
    '',
    'A guard that was moved is not lost: into a function that this one calls, up to three calls away and across files; to',
    'a function of the change that calls this one; into a decorator, a middleware or a dependency that the change registers.',
    'Functions that were renamed or moved to another file are followed. One of several calls may go where another one is',
    'left that is always reached. One that was asked where nothing followed from it, at the end of a function that gives',
    'nothing, is no loss.',
    '',
    'What `*` stands for is not one guard but many: of `governance.*`, `governance.check` that is added makes up for no',
    '`governance.redact` that is gone. To give a guard something else is no use of it.',
    '',
    'A setting that row-level security goes by is a guard, too: `app.user_id` is made by `SET LOCAL app.user_id` and by',
    '`set_config` in a text of a function. So is row-level security itself, by the name `row_security`, or that of one table',
    'alone, `holdings.row_security`: `ENABLE` and `FORCE ROW LEVEL SECURITY` and `CREATE POLICY` that stood in `.sql` files',
    'or in texts of programs, and stand nowhere in the place of the rule any more. A policy that takes another’s place, and a',
    'table that goes itself, are no loss.',
    '',
    'Only what stands in the file classes of `counts` is looked at; without tests, which may well call a guard. A guard that',
    'is there and no longer guards is for `guard-hollowed`.',
  ].join('\n'),
  remedy: 'Put the guard back where it stood, or call it in every function that leads here.',
  options: guardOptions,
  needs: guardNeeds,
  looksAround: true,
  examples: [
    ...guardRemovedExamples,
    ...guardIdleExamples,
    ...guardElsewhereExamples,
    ...guardMovedExamples,
    ...guardPairedExamples,
    ...guardNamedExamples,
    ...guardRowsExamples,
  ],
  see,
  guard: ({ guards }, rule) => tellGuards('Do not remove calls of', guards, rule),
};
