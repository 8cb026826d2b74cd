import * as z from 'zod';
import { fileClasses, type FileChange, type FileClass } from '../change.ts';
import type { ChangedFile, RuleKind, Scene, Sighting } from '../rule-kind.ts';
import { changedFunctions, isInherited, type ChangedFunction } from '../syntax/changed-functions.ts';
import { complexityVariants, functionMeasures, numberOf } from '../syntax/function-number.ts';

const options = z.strictObject({
  limit: z.number().int().min(0).describe('The highest complexity that is still allowed.'),
  measure: z
    .enum(functionMeasures)
    .default('cyclomatic')
    .describe('cyclomatic counts the ways through a function; cognitive how hard it is to follow.'),
  variant: z
    .enum(complexityVariants)
    .default('classic')
    .describe('How cyclomatic complexity counts a `switch`: classic each of its cases, modified the whole as one.'),
  counts: z
    .array(z.enum(fileClasses))
    .default(['code', 'test', 'docs', 'data'])
    .describe('The file classes that count.'),
});
type Options = z.infer<typeof options>;

const names: Record<Options['measure'], string> = { cyclomatic: 'complexity', cognitive: 'cognitive complexity' };

const describe = ({ entity, value, before }: ChangedFunction, { limit, measure }: Options): string => {
  const history = before === undefined ? '' : ` It was ${before} at the base.`;
  return `${entity.name} has ${names[measure]} ${value}, ${limit} allowed.${history}`;
};

const sight = (file: ChangedFile, changed: ChangedFunction, given: Options): Sighting => ({
  path: file.path,
  line: changed.entity.line,
  column: changed.entity.column,
  message: describe(changed, given),
  identity: changed.identity,
});

const see = ({ options: given, files }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { limit, counts } = given;
  const sightings: Sighting[] = [];
  const byClass: Partial<Record<FileClass, number>> = {};
  for (const file of files.filter(({ class: name }) => counts.includes(name))) {
    for (const changed of changedFunctions(file, numberOf(given))) {
      if (isInherited(changed, limit)) continue;
      byClass[file.class] = Math.max(byClass[file.class] ?? 0, changed.value);
      if (changed.value > limit) sightings.push(sight(file, changed, given));
    }
  }
  const used = Math.max(0, ...Object.values(byClass));
  return {
    sightings,
    meter: { used, limit, byClass, counts, estimated: files.some((file) => file.estimated === true) },
  };
};

export const functionComplexity: RuleKind<Options> = {
  kind: 'function-complexity',
  title: 'Function complexity',
  manual: [
    'Limits the cyclomatic complexity of every function that the change writes or alters. The numbers equal those of the',
    'tool the users of a language already run: Python as flake8 C901 (mccabe 0.7), JavaScript and TypeScript as ESLint’s',
    '`complexity`, in its variant classic or, with `variant: modified`, the one in which a `switch` adds 1 and its cases',
    'nothing. Go is counted as gocyclo does, Java as checkstyle, Ruby as rubocop, PHP as phpmd, C and C++ as pmccabe (its',
    'first number, the modified complexity); `variant` changes nothing there. Notebooks and the scripts of Vue and Svelte',
    'components are read, too. `docs/complexity.md` tells of every language what counts.',
    '',
    'With `measure: cognitive` it limits cognitive complexity as SonarSource specifies it: how hard a function is to follow,',
    'rather than how many ways lead through it. It is read of Python, JavaScript and TypeScript; `docs/complexity.md` tells',
    'how. A function of another language has no such number and is not held to it.',
    '',
    'What was over the limit at the base is old debt: it is no finding unless the change makes it worse. The meter shows',
    'the highest complexity this change answers for. A mode’s own limits are the rules `budget.complexity` and',
    '`budget.cognitive`.',
    '',
    'A file of a known language whose functions cannot be read (too deeply nested, too large) is a finding: not knowing is',
    'no pass. Generated code is best put into the class `generated`, which does not count.',
  ].join('\n'),
  remedy: 'Give a part of the function a name of its own: pull a branch or a loop body out into a function.',
  options,
  needs: ({ counts, measure }) => {
    const wants = (file: FileChange): boolean => counts.includes(file.class);
    return measure === 'cognitive' ? { functions: wants, cognitive: wants } : { functions: wants };
  },
  limits: ({ limit, counts, measure, variant }) => ({ limit, counts, of: { measure, variant } }),
  examples: [
    {
      title: 'a new function over the limit',
      with: { limit: 2 },
      before: {},
      after: {
        'src/a.py':
          'def choose(a, b):    ← choose has complexity 3, 2 allowed.\n    if a:\n        return 1\n    if b:\n        return 2\n',
      },
    },
    {
      title: 'a program that git treats as binary could hold any function',
      with: { limit: 2 },
      before: {},
      after: {
        'src/a.py': 'x = 1    ← Nothing is known of the functions of this file: git treats it as binary.\n',
        'a.png': 'x\n',
      },
      facts: { 'src/a.py': { binary: true }, 'a.png': { binary: true } },
    },
    {
      title: 'a function that the change made worse',
      with: { limit: 2 },
      before: { 'src/a.py': 'def choose(a, b):\n    if a:\n        return 1\n' },
      after: {
        'src/a.py':
          'def choose(a, b):    ← choose has complexity 3, 2 allowed. It was 2 at the base.\n    if a:\n        return 1\n    if b:\n        return 2\n',
      },
    },
    {
      title: 'a block at the top of a file that only moved is old debt too',
      with: { limit: 1 },
      before: { 'src/a.py': 'if ready:\n    go()\n' },
      after: { 'src/a.py': 'wait()\nif ready:\n    go()\n' },
    },
    {
      title: 'a callback that another one is put in above is old debt still',
      with: { limit: 1 },
      before: { 'src/routes.js': "app.get('/a', (x) => (x ? 1 : 2));\n" },
      after: { 'src/routes.js': "app.get('/new', () => 1);\napp.get('/a', (x) => (x ? 1 : 2));\n" },
    },
    {
      title: 'a new callback does not get the number of an old one',
      with: { limit: 1 },
      before: { 'src/routes.js': "app.get('/a', (x) => (x ? 1 : 2));\napp.get('/b', () => 1);\n" },
      after: {
        'src/routes.js':
          "app.get('/new', (x) => (x ? 3 : 4));    ← arrow function has complexity 2, 1 allowed.\napp.get('/a', (x) => (x ? 1 : 2));\napp.get('/b', () => 1);\n",
      },
    },
    {
      title: 'a block that another one is put in above is old debt still',
      with: { limit: 1 },
      before: { 'src/a.py': 'if ready:\n    if able:\n        go()\n' },
      after: {
        'src/a.py':
          'if late:    ← If 1 has complexity 2, 1 allowed.\n    pass\nif ready:\n    if able:\n        go()\n',
      },
    },
    {
      title: 'a method of a class that was renamed is old debt still',
      with: { limit: 1 },
      before: { 'src/a.py': 'class Old:\n    def choose(a):\n        if a:\n            return 1\n' },
      after: { 'src/a.py': 'class New:\n    def choose(a):\n        if a:\n            return 1\n' },
    },
    {
      title: 'old debt that the change leaves as it is',
      with: { limit: 1 },
      before: { 'src/a.py': 'def choose(a):\n    if a:\n        return 1\n' },
      after: { 'src/a.py': 'def choose(a):\n    if a:\n        return 2\n' },
    },
    {
      title: 'a function the change does not touch',
      with: { limit: 1 },
      before: { 'src/a.py': 'def choose(a):\n    if a:\n        return 1\n' },
      after: { 'src/a.py': 'def choose(a):\n    if a:\n        return 1\n\n\ndef plain():\n    return 2\n' },
    },
    {
      title: 'TypeScript is counted as ESLint counts',
      with: { limit: 2 },
      before: {},
      after: {
        'src/a.ts':
          'export function pick(a?: { b?: number }) {    ← pick has complexity 3, 2 allowed.\n  return a?.b ?? 0;\n}\n',
      },
    },
    {
      title: 'a switch counts as one in the variant modified',
      with: { limit: 2, variant: 'modified' },
      before: {},
      after: {
        'src/a.js':
          'function pick(a) {\n  switch (a) {\n    case 1:\n    case 2:\n    case 3:\n      return 1;\n  }\n}\n',
      },
    },
    {
      title: 'a switch counts with each case in the variant classic',
      with: { limit: 3 },
      before: {},
      after: {
        'src/a.js':
          'function pick(a) {    ← pick has complexity 4, 3 allowed.\n  switch (a) {\n    case 1:\n    case 2:\n    case 3:\n      return 1;\n  }\n}\n',
      },
    },
    {
      title: 'cognitive complexity counts what is nested twice',
      with: { limit: 2, measure: 'cognitive' },
      before: { 'src/a.js': 'function pick(a, b) {\n  if (a) return 1;\n}\n' },
      after: {
        'src/a.js':
          'function pick(a, b) {    ← pick has cognitive complexity 3, 2 allowed. It was 1 at the base.\n  if (a) {\n    if (b) return 1;\n  }\n}\n',
      },
    },
    {
      title: 'a class that does not count',
      with: { limit: 1, counts: ['code'] },
      before: {},
      after: { 'tests/test_a.py': 'def choose(a):\n    if a:\n        return 1\n' },
    },
  ],
  see,
};
