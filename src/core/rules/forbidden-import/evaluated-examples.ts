import type { Example } from '../../rule-kind.ts';

const rule = { modules: ['requests', 'core.models'] };
const met = (module: string, pattern = module): string =>
  `    ← ${module} is imported here: this place may not import ${pattern}.`;
const untold = '    ← Nobody can tell what is imported here: write the name of the module out.';

/** Imports that stand in texts and in constants. */
export const evaluatedExamples: readonly Example[] = [
  {
    title: 'a constant that holds the name of a module',
    with: rule,
    before: { 'lib/names.py': 'CLIENT = "requests"\n' },
    after: {
      'lib/names.py': 'CLIENT = "requests"\n',
      'a.py': `from importlib import import_module\nNAME = "requests"\nimport_module(NAME)${met('requests')}\n__import__(NAME)${met('requests')}\n`,
      'b.py': `import importlib\nfrom lib.names import CLIENT\nimportlib.import_module(CLIENT)${met('requests')}\n`,
      'c.py': `import importlib\nMODELS = ".models"\nimportlib.import_module(MODELS, "core")${met('core.models')}\n`,
      'e.py': `import importlib, os\nNAME = os.environ.get("NAME", "json")\nimportlib.import_module(NAME)${untold}\n`,
      'd.py': `import importlib\nNAME = f"{kind}.x"\nimportlib.import_module(NAME)${untold}\ndef load(NAME):\n    importlib.import_module(NAME)${untold}\n`,
      'a.ts': `const name = 'requests';\nconst client = require(name);${met('requests')}\n`,
    },
  },
  {
    title: 'a constant that holds the name of another module, and one that may hold any of two',
    with: rule,
    before: {},
    after: {
      'a.py': 'import importlib\nNAME = "json"\nimportlib.import_module(NAME)\n',
      'b.ts': "const name = 'left-pad';\nconst pad = require(name);\n",
    },
  },
  {
    title: 'calls that import by other names',
    with: rule,
    before: {},
    after: {
      'a.py': [
        'import pkgutil',
        'import runpy',
        `pkgutil.resolve_name("requests:get")${met('requests.get', 'requests')}`,
        `pkgutil.resolve_name("requests.get")${met('requests.get', 'requests')}`,
        `runpy.run_module("core.models")${met('core.models')}`,
        `runpy.run_module(mod_name="core.models")${met('core.models')}`,
        'pkgutil.resolve_name("json:loads")',
        'runpy.run_path("requests")',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a colon in the name of a module of JavaScript',
    with: { modules: ['node:fs'] },
    before: {},
    after: { 'a.js': `const fs = require('node:fs');${met('node:fs')}\n` },
  },
  {
    title: 'texts that are carried out',
    with: rule,
    before: {},
    after: {
      'a.py': [
        'import builtins',
        `exec("import requests")${met('requests')}`,
        `exec("x = 1; from core.models import fast")${met('core.models')}`,
        `eval("__import__('requests').get")${met('requests')}`,
        `builtins.exec("import requests")${met('requests')}`,
        `exec(f"import {name}")${untold}`,
        'exec(f"import core.{name}")    ← Nobody can tell what is imported here from core: this place may not import core.models.',
        '',
      ].join('\n'),
      'a.js': `eval("require('requests')");${met('requests')}\nnew Function("return import('requests')");${met('requests')}\n`,
    },
  },
  {
    title: 'texts that are carried out and import nothing, or something else, or are only said',
    with: rule,
    before: {},
    after: {
      'a.py': [
        'exec("import json")',
        'exec("text = 1  # import requests")',
        'exec(code)',
        'print("import requests")',
        'model.eval("import requests")',
        '',
      ].join('\n'),
      'b.py': 'def exec(text):\n    return text\nexec("import requests")\n',
      'a.js': "eval('2 + 2');\nlog(\"require('requests')\");\n",
    },
  },
];
