import * as z from 'zod';
import { ruleName } from '../../policy/document-words.ts';
import { tellPlaces } from '../../wording.ts';
import { present } from '../../present.ts';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import { seeNew, symbolOf, type Side, type Spot } from '../../spots.ts';
import type { Facts, ImportFact, UseFact } from '../../syntax/facts.ts';
import { fixedTexts } from '../addressed-calls/constant-texts.ts';
import { openAddresses } from '../addressed-calls/index.ts';
import { clientExamples } from './client-examples.ts';
import { evaluatedExamples } from './evaluated-examples.ts';
import { forbiddenImportFirings } from './firings.ts';
import { leftExamples } from './left-examples.ts';
import { objectTo, openLaw, untold } from './law.ts';
import { movedExamples } from './moved-examples.ts';
import { forbiddenImportNearMisses } from './near-misses.ts';
import { standardExamples } from './standard-examples.ts';
import { namesBrought, takenIn, type Taken, type TextsOf } from './taken.ts';
import { workspaceExamples } from './workspace-examples.ts';

const modules = z.array(z.string().min(1)).default([]);
const files = z.array(z.string().min(1)).default([]);

const options = z
  .strictObject({
    modules: modules.describe(
      'Names of modules, with `*` for any part: `requests`, `core.models.*`, `@aws-sdk/*`. A name covers what lies below it.',
    ),
    files: files.describe('Globs of files of the repository that may not be imported, by whatever name.'),
    allow: z
      .strictObject({ modules, files })
      .default({ modules: [], files: [] })
      .describe('`modules` and `files` that may be imported all the same.'),
    'type-only': z
      .enum(['forbid', 'allow'])
      .default('forbid')
      .describe('Whether imports count that only types need: `import type`, and what stands under `if TYPE_CHECKING`.'),
    'allow-calls-to': z
      .array(z.string().min(1))
      .default([])
      .describe(
        'An import is let through when every call through it goes to an address that begins so: `/`, `http://localhost`; `{API_URL}` stands for a name.',
      ),
    'untold-to': z
      .array(ruleName)
      .default([])
      .describe(
        'Rules of this kind, above this one and as strict, that tell of an import of which nobody can tell anything. This one tells of it where none of them looks.',
      ),
  })
  .refine((given) => given.modules.length + given.files.length > 0, 'Say what may not be imported: modules or files.');
type Options = z.infer<typeof options>;

/** True under `if TYPE_CHECKING`, where only a checker of types looks. */
const isChecked = (blocks: Facts['blocks'], index: number | undefined): boolean => {
  const block = blocks[index ?? -1];
  if (block === undefined) return false;
  return (block.kind === 'if' && /^(?:\w+\.)?TYPE_CHECKING$/.test(block.text)) || isChecked(blocks, block.block);
};

const isTypeOnly = ({ blocks }: Facts, { how, block }: ImportFact): boolean =>
  how === 'type' || isChecked(blocks, block);

// A class is there to be caught, or to be told by; a function or a module that is handed on may be called anywhere.
const isHandedOn = ({ target = '' }: UseFact): boolean => !/(?:^|\.)[A-Z]\w*$/.test(target);

/** A file that is looked at, on one side of a change. */
type LookedAt = Pick<Side, 'path' | 'tree'> & { readonly facts: Facts };

/** True where what is done with an import shows that it goes where it may. */
const isAddressed = ({ path, facts, tree }: LookedAt, { indexes }: Taken, patterns: readonly string[]): boolean => {
  // A type is of no use to a call.
  if (patterns.length > 0 && indexes.length > 0 && indexes.every((index) => facts.imports[index]?.how === 'type'))
    return true;
  const goesTo = openAddresses(tree, { path, facts });
  const through = facts.uses.filter(({ import: index = -1 }) => indexes.includes(index));
  // What is imported and never called from here may be called from anywhere.
  const isCalled = through.some(({ how }) => how === 'call');
  return (
    patterns.length > 0 &&
    (isCalled || through.some((use) => !isHandedOn(use))) &&
    through.every((use) => (use.how === 'call' ? goesTo(use, patterns) : !isHandedOn(use)))
  );
};

const spotsOf = ({ path, facts, tree }: Side, given: Options): readonly Spot[] => {
  if (facts === undefined) return [];
  const law = openLaw({ forbidden: given, allowed: given.allow }, { path, tree });
  const counts = (fact: ImportFact): boolean => given['type-only'] === 'forbid' || !isTypeOnly(facts, fact);
  const textsOf: TextsOf = (use, name) => fixedTexts(tree, { path, facts }, use, name);
  return takenIn(facts, path, counts, textsOf).flatMap((taken) => {
    const objection = objectTo(law, taken);
    if (objection === undefined || isAddressed({ path, facts, tree }, taken, given['allow-calls-to'])) return [];
    const { fact } = taken;
    // What nobody can name is told by its code alone.
    const brings = objection === untold ? undefined : namesBrought(facts, taken);
    return [{ ...objection, place: fact.place, symbol: symbolOf(facts, fact), ...present('brings', brings) }];
  });
};

// Left is what is new: where a file came from another rule may have told of it, and that is old all the same.
const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => ({
  sightings: seeNew(scene, 'uses', (side) => spotsOf(side, scene.options)).filter(
    ({ message, path }) => message !== untold.message || !scene.isLeft(path),
  ),
});

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

export const forbiddenImport: RuleKind<Options> = {
  kind: 'forbidden-import',
  title: 'Forbidden import',
  manual: [
    'Keeps the layers of a program apart: the files of a place may not import some `modules`, or some `files` of the',
    'same repository. Of Python, TypeScript and JavaScript, also in notebooks and in Vue and Svelte components.',
    '',
    '`modules` go by the name, whatever it is called here; a relative import of Python has the name that others would',
    'import it by; one of the standard library is not the file beside. `files` go by what an import leads to: relative paths, packages with `__init__.py`, `paths` of the',
    'nearest tsconfig or jsconfig, `imports` of the nearest `package.json`, and the names of packages in the same',
    'workspace (`workspaces`, `pnpm-workspace.yaml`): to what they export, or to its source where that is built.',
    '`require`, `import()`, `importlib.import_module`, `__import__`, `pkgutil.resolve_name`, `runpy.run_module` and `export … from`',
    'import, too, and so does a text that is carried out (`exec("import requests")`). A constant is followed to the name that it',
    'holds, also in other files. Where the name is',
    'made while the program runs, what stands before its first hole counts (`import(`./locales/${language}.json`)`).',
    '',
    'An import of which nobody can tell anything, such as `require(name)`, may be any that is forbidden, so it is a finding.',
    'Where several rules of this kind look at one file, each would say just that. With `untold-to` a rule leaves it to others',
    'by their ids: they have to be of this kind, stand above it and be as strict. It leaves it only where one of them is in',
    'force and looks at the file, and tells it itself everywhere else, so nothing falls between two rules; `policy check` warns',
    'of a name that can be left nothing. A waiver of a rule covers what others leave to it: waive the one finding where that is',
    'meant. No rule is silent because another happens to say the same: then it would hang on the order of policies, and on a',
    'waiver of somebody else, which rule a finding is of.',
    '',
    'What others let out again is not followed: a module that may be imported may pass on what it likes. Strings and',
    'comments that mention an import are none.',
  ].join('\n'),
  remedy: 'Take what you need from a layer that this place may import, or move the code to where it may.',
  options,
  needs: () => ({ facts: () => true }),
  looksAround: true,
  leavesTo: ({ 'untold-to': names }) => names,
  examples: [
    ...forbiddenImportFirings,
    ...movedExamples,
    ...clientExamples,
    ...workspaceExamples,
    ...leftExamples,
    ...standardExamples,
    ...evaluatedExamples,
    ...forbiddenImportNearMisses,
  ],
  see,
  guard: ({ modules: names, files: globs, allow }, rule) => {
    const free = [...allow.modules, ...allow.files];
    return `${tellPlaces(rule)}, import nothing of ${listed([...names, ...globs])}${free.map((name) => `, save \`${name}\``).join('')}.`;
  },
};
