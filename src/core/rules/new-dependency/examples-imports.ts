import type { Example } from '../../rule-kind.ts';
import { beside } from '../beside.ts';

const python = 'and no manifest names a package that may have it.';
const npm = 'and no package.json around this file names it.';
const imports = { imports: true };

/** Imports of packages that no manifest names. */
export const importExamples: readonly Example[] = [
  {
    title: 'modules that no manifest of Python names',
    with: imports,
    ...beside(
      { 'pyproject.toml': '[project]\nname = "app"\ndependencies = ["requests"]\n' },
      {
        'app/load.py': [
          'import os, requests',
          `import yaml.nodes    ← yaml is imported here, ${python}`,
          `from bs4 import BeautifulSoup    ← bs4 is imported here, ${python}`,
          'from . import models',
          '',
        ].join('\n'),
        'notes/try.ipynb': `{"cells": [{"cell_type": "code", "source": [\n"import torch\\n"    ← torch is imported here, ${python}\n]}], "metadata": {}}\n`,
      },
    ),
  },
  {
    title: 'packages that no package.json names, however they are imported',
    with: imports,
    ...beside(
      { 'package.json': '{ "dependencies": { "react": "18" } }\n' },
      {
        'src/a.ts': [
          `import pad from 'left-pad';    ← left-pad is imported here, ${npm}`,
          `import type { Node } from '@scope/tree/nodes';    ← @scope/tree is imported here, ${npm}`,
          `export * from 'zod';    ← zod is imported here, ${npm}`,
          "import React from 'react';",
          '',
        ].join('\n'),
        'src/b.js': `const pad = require('left-pad');\nconst chalk = require('chalk');    ← chalk is imported here, ${npm}\n`,
      },
    ),
  },
  {
    title: 'a name that is only in the package beside, and one that only a vendored package asks for',
    with: imports,
    ...beside(
      {
        'web/package.json': '{ "dependencies": {} }\n',
        'admin/package.json': '{ "dependencies": { "zod": "4" } }\n',
        'requirements.txt': 'pytest\ntypes-requests\nyaml-stubs\n',
        'vendor/x/requirements.txt': 'requests\n',
        'package.json': '{ "dependencies": { "yaml": "2" } }\n',
      },
      {
        'web/a.ts': `import { z } from 'zod';    ← zod is imported here, ${npm}\n`,
        'load.py': `import requests    ← requests is imported here, ${python}\nimport yaml    ← yaml is imported here, ${python}\n`,
      },
    ),
  },
  {
    title: 'a name that is allowed, and one that is not; an ecosystem that is not looked at',
    with: { imports: true, allow: ['zod'], ecosystems: ['npm'] },
    guard: 'Do not add new dependencies, other than `zod`.',
    ...beside(
      { 'package.json': '{}\n', 'requirements.txt': 'pytest\n' },
      {
        'a.ts': `import { z } from 'zod';\nimport pad from 'left-pad';    ← left-pad is imported here, ${npm}\n`,
        'a.py': 'import requests\n',
      },
    ),
  },
  {
    title: 'files that come into the rule’s place, and those outside of it',
    with: imports,
    in: ['src/**'],
    ...beside(
      { 'package.json': '{}\n', 'tools/a.ts': "import pad from 'left-pad';\nrun(1);\n" },
      {
        'tools/a.ts': "import pad from 'left-pad';\nrun(1);\nimport zod from 'zod';\n",
        'src/b.ts': `import zod from 'zod';    ← zod is imported here, ${npm}\n`,
      },
    ),
  },
  {
    title: 'a name beside a folder of that name which is no folder of sources',
    with: imports,
    ...beside(
      { 'package.json': '{}\n', 'docs/zod/a.md': '# Zod\n', 'src/zodiac/a.ts': 'run();\n' },
      { 'src/a.ts': `import zod from 'zod';    ← zod is imported here, ${npm}\n` },
    ),
  },
  {
    title: 'an import in a branch, and one behind what may fail',
    with: imports,
    ...beside(
      { 'requirements.txt': 'pytest\n' },
      {
        'a.py': [
          'if fast:',
          `    import ujson    ← ujson is imported here, ${python}`,
          'try:',
          '    run()',
          'except ValueError:',
          `    import requests    ← requests is imported here, ${python}`,
          '',
        ].join('\n'),
      },
    ),
  },
  {
    title: 'a manifest that cannot be read names nothing',
    with: imports,
    ...beside(
      { 'package.json': '{ "dependencies": { "zod": \n' },
      { 'a.ts': `import { z } from 'zod';    ← zod is imported here, ${npm}\n` },
    ),
  },
];
