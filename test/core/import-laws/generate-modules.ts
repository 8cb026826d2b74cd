import { randomNumbers } from '../../sample/random.ts';

/*
 * Makes modules of Python that import each other in every way there is. The same seed gives the same modules. What they
 * import exists or not, is legal or not; nobody runs them.
 */

interface Chance {
  /** A whole number from 0 up to, and without, the limit. */
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
}

const chanceOf = (seed: number): Chance => {
  const next = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (items) => items[below(items.length)] ?? items[0] };
};

/** What can be imported. `core/memory` is a package without an `__init__.py`; `core/config` is a package and a module. */
const platform: Readonly<Record<string, string>> = {
  'core/__init__.py': '',
  'core/api/__init__.py': 'version = 1\n',
  'core/api/routes.py': '',
  'core/models/__init__.py': 'default = 1\n',
  'core/models/router.py': 'route = 1\n',
  'core/models/providers/__init__.py': '',
  'core/models/providers/local.py': '',
  'core/agents/__init__.py': '',
  'core/agents/llm_reasoner.py': 'reason = 1\n',
  'core/agents/base.py': '',
  'core/memory/sqlite.py': '',
  'core/memory/vectors/__init__.py': '',
  'core/orchestrator/__init__.py': '',
  'core/orchestrator/flow.py': '',
  'core/tools/__init__.py': '',
  'core/tools/executor.py': '',
  'core/tools/registry.py': '',
  'core/models_catalog.py': '',
  'core/config.py': '',
  'core/config/__init__.py': '',
  'products/__init__.py': '',
  'ui/__init__.py': '',
  'ui/widgets.py': '',
};

type Source = readonly [module: string, names: readonly [string, ...string[]]];

/** Modules, and names that may be in them or modules of their own. */
const sources: readonly [Source, ...Source[]] = [
  ['core', ['models', 'agents', 'memory', 'tools', 'api', 'config', 'models_catalog', 'nothing']],
  ['core.models', ['router', 'default', 'providers', 'none']],
  ['core.models.router', ['route', 'Router']],
  ['core.models.providers', ['local', 'remote']],
  ['core.agents', ['llm_reasoner', 'base', 'Agent']],
  ['core.agents.llm_reasoner', ['reason']],
  ['core.memory', ['sqlite', 'vectors', 'redis']],
  ['core.memory.sqlite', ['Store']],
  ['core.orchestrator', ['flow', 'Flow']],
  ['core.tools', ['executor', 'registry']],
  ['core.tools.executor', ['execute_tool']],
  ['core.api', ['routes', 'version']],
  ['core.config', ['settings']],
  ['core.models_catalog', ['all_models']],
  ['core.absent.module', ['x']],
  ['ui', ['widgets']],
  ['ui.widgets', ['Button']],
  ['os.path', ['join']],
  ['typing', ['Any']],
  ['sqlite', ['connect']],
  ['llm_reasoner', ['reason']],
];

interface Module {
  readonly path: string;
  readonly chance: Chance;
}

type Form = (module: Module, target: string, name: string) => string;

/** A module as it is written from within another: `..models.router`. */
const relativeTo = (path: string, target: string): string => {
  const folders = path.split('/').slice(0, -1);
  const parts = target.split('.');
  let common = 0;
  while (common < folders.length && common < parts.length && folders[common] === parts[common]) common++;
  return '.'.repeat(folders.length - common + 1) + parts.slice(common).join('.');
};

/** The ways to import; several lines of them are one statement, or one after the other. */
const forms: Readonly<Record<string, Form>> = {
  plain: (_module, target) => `import ${target}`,
  alias: (_module, target) => `import ${target} as other`,
  list: (_module, target) => `import os, ${target} as second, json`,
  spaced: (_module, target) => `import ${target.replaceAll('.', ' . ')}`,
  continued: (_module, target) => `import os, \\\n    ${target}`,
  afterSemicolon: (_module, target) => `a = 1; import ${target}; b = 2`,
  from: (_module, target, name) => `from ${target} import ${name}`,
  fromAlias: (_module, target, name) => `from ${target} import ${name} as other, missing as m`,
  parentheses: (_module, target, name) =>
    `from ${target} import (  # import core.models.router\n    first,\n    ${name} as other,\n\n    last,\n)`,
  fromContinued: (_module, target, name) => `from ${target} \\\n    import \\\n    ${name}`,
  relative: ({ path }, target, name) => `from ${relativeTo(path, target)} import ${name}`,
  relativeModule: ({ path }, target) => {
    const [, head = '', tail = ''] = /^(\.*(?:.*\.)?)([^.]*)$/.exec(relativeTo(path, target)) ?? [];
    const module = head.replace(/(?<=[^.])\.$/, '');
    return tail === '' ? `from ${module} import *` : `from ${module === '' ? '.' : module} import ${tail}`;
  },
  relativeParentheses: ({ path }, target, name) =>
    `from ${relativeTo(path, target)} import (\n    x as y,\n    ${name})`,
  beyond: (_module, target, name) => `from ....${target} import ${name}`,
  call: (_module, target) => `importlib.import_module("${target}")`,
  callAlias: (_module, target) => `loaded = il.import_module('${target}').run(1)`,
  callName: (_module, target) => `use(load(name="""${target}"""))`,
  callJoined: (_module, target) => `load(\n    r"${target.slice(0, 3)}"\n    "${target.slice(3)}"\n)`,
  callRelative: (_module, target) =>
    `load(".${target.split('.').at(-1)}", "${target.split('.').slice(0, -1).join('.') || 'core'}")`,
  callPackage: (_module, target) => `importlib.import_module("..models.router", package="${target}.x")`,
  builtIn: (_module, target) => `value = [__import__("${target}") for _ in items]`,
  inDefault: (_module, target) => `f = lambda m=__import__("${target}"): m`,
  unknown: () => 'importlib.import_module(name)',
  inString: (_module, target) => `text = "import ${target}"`,
  inFormat: (_module, target) => `text = f"from ${target} import {name!r}" + 'importlib.import_module("${target}")'`,
  inText: (_module, target) => `"""Use it so:\n\nimport ${target}\nfrom ${target} import x\n"""`,
  inComment: (_module, target) => `# import ${target}\npass  # from ${target} import x`,
  look: (_module, target) => `importer.import_module_of("${target}"); self.load("${target}"); print(import_)`,
};

/** Where a statement may stand; the first place is the module itself. */
const places: readonly [(body: string) => string, ...((body: string) => string)[]] = [
  (body) => body,
  (body) => `def f(a, *, b: "import core" = 1) -> None:\n${body}`,
  (body) => `async def g():\n    async with x as y:\n${indent(body)}`,
  (body) => `class A(B):\n    @decorated("import core.models")\n    def m(self):\n${indent(body)}`,
  (body) => `try:\n${body}\nexcept ImportError as e:\n    raise`,
  (body) => `try:\n    pass\nexcept (A, B):\n${body}\nelse:\n    pass\nfinally:\n${body}`,
  (body) => `if TYPE_CHECKING:\n${body}\nelif x:\n    pass\nelse:\n${body}`,
  (body) => `while True:\n    for i in range(3):\n        if (n := i):\n${indent(indent(body))}`,
  (body) => `match command:\n    case {"a": [x, *_]} if x:\n${indent(body)}\n    case _:\n        pass`,
  (body) => `with a as b, c:\n${body}`,
];

// A line within a string keeps its own beginning; that does no harm, as nobody runs it.
const indent = (text: string): string => text.replaceAll(/^(?=[^\n])/gm, '    ');

const names = Object.keys(forms) as [string, ...string[]];

const statement = (module: Module): string => {
  const { chance } = module;
  const [target, taken] = chance.pick(sources);
  const name = chance.pick(taken);
  const written = (forms[chance.pick(names)] ?? forms['plain'])?.(module, target, name) ?? '';
  const [top] = places;
  // `import *` may stand in the module alone.
  const place = written.endsWith('*') ? top : chance.pick(places);
  return place === top ? written : place(indent(written));
};

const writeModule = (path: string, chance: Chance): string => {
  const head = ['import importlib', 'import importlib as il', 'from importlib import import_module as load', ''];
  const body = Array.from({ length: 1 + chance.below(8) }, () => statement({ path, chance }));
  const star = chance.below(4) === 0 ? [`from ${chance.pick(sources)[0]} import *`] : [];
  const text = `${[...head, ...star, ...body].join('\n')}\n`;
  const ended = chance.below(8) === 0 ? text.replaceAll('\n', '\r\n') : text;
  return chance.below(12) === 0 ? `\uFEFF${ended}` : ended;
};

const folders = [
  'products',
  'products/trading',
  'products/trading/reports',
  'products/loose',
  'core/tools',
  'core/tools/web',
  'core/agents',
  'core/agents/team/planning',
  'ui',
  'ui/pages',
  'ui/loose/pages',
] as const;

/** A repository with so many modules beside those of its platform: path → text. */
export const generateModules = (count: number, seed: number): Readonly<Record<string, string>> => {
  const chance = chanceOf(seed);
  const modules = Array.from({ length: count }, (_, index): readonly [string, string] => {
    const folder = chance.pick(folders);
    // Folders that are called loose have no `__init__.py`, nor have those in them.
    const isPackage = index < folders.length && !folder.includes('loose');
    const path = isPackage ? `${folder}/__init__.py` : `${folder}/module_${index}.py`;
    return [path, writeModule(path, chance)];
  });
  return { ...platform, ...Object.fromEntries(modules) };
};
