import type { Example } from '../../rule-kind.ts';
import { beside } from '../beside.ts';

const imports = { imports: true };

/** Imports that are no new dependencies; near misses. */
export const importNearMisses: readonly Example[] = [
  {
    title: 'imports, where only manifests are looked at',
    with: {},
    ...beside(
      { 'requirements.txt': 'pytest\n', 'package.json': '{}\n' },
      { 'a.py': 'import yaml\n', 'a.ts': "import pad from 'left-pad';\n" },
    ),
  },
  {
    title: 'a manifest names the package under another name',
    with: imports,
    ...beside(
      {
        'requirements.txt': 'PyYAML\npython-dateutil\npillow\nscikit-learn\ngoogle-cloud-storage\n',
        'environment.yml': 'dependencies:\n  - pytorch\n',
      },
      {
        'a.py':
          'import yaml\nfrom dateutil import parser\nfrom PIL import Image\nimport sklearn.svm\nfrom google.cloud import storage\nimport torch\n',
      },
    ),
  },
  {
    title: 'what comes with the language, and modules of the repository',
    with: imports,
    ...beside(
      {
        'requirements.txt': 'pytest\n',
        'package.json': '{ "name": "own", "imports": { "#x": "./src/x.js" } }\n',
        'tools/helpers.py': 'run()\n',
        'lib/native.cpython-311.so': '',
        'core/deep/a.py': 'run()\n',
      },
      {
        'a.py':
          'import os.path\nimport _thread\nimport helpers\nimport native\nfrom deep import a\nimport distutils\nfrom .x import y\nfrom __future__ import annotations\n',
        'a.ts': [
          "import fs from 'fs';",
          "import { join } from 'node:path';",
          "import promises from 'fs/promises';",
          "import b from './b';",
          "import own from 'own';",
          "import x from '#x';",
          "import z from 'https://example.org/z.js';",
          "import { page } from '$app/stores';",
          "import store from '@/store';",
          "import store from '~/store';",
          "import css from 'virtual:css';",
          '',
        ].join('\n'),
      },
    ),
  },
  {
    title: 'names of the packages around, of types, of aliases and of folders of the repository',
    with: imports,
    ...beside(
      {
        'package.json': '{ "devDependencies": { "vitest": "3", "@types/vscode": "1", "@types/scope__tree": "1" } }\n',
        'web/package.json': '{ "dependencies": { "old-zod": "npm:zod@3" }, "peerDependencies": { "react": "18" } }\n',
        'web/tsconfig.json': '{ "compilerOptions": { "paths": { "parts/*": ["./source/*"] } } }\n',
        'web/source/list.ts': 'export const a = 1;\n',
        'web/src/views/a.ts': 'export const a = 1;\n',
        'web/styles/a.css': 'a {}\n',
        'packages/core/package.json': '{ "name": "@own/core" }\n',
        'requirements.txt': 'pytest\n',
      },
      {
        'web/src/a.ts': [
          "import { it } from 'vitest';",
          "import * as vscode from 'vscode';",
          "import type { Tree } from '@scope/tree';",
          "import zod from 'old-zod';",
          "import React from 'react';",
          "import list from 'parts/list';",
          "import view from 'views/a';",
          "import 'styles/a.css';",
          "import core from '@own/core/x';",
          '',
        ].join('\n'),
      },
    ),
  },
  {
    title: 'an import that stood there before, in code that was moved, and beside another name of the same package',
    with: imports,
    ...beside(
      {
        'requirements.txt': 'pytest\n',
        'package.json': '{}\n',
        'a.py': 'import yaml\n',
        'b.py': 'import requests\n',
        'c.ts': "import { a } from 'zod';\n",
      },
      {
        'a.py': 'import yaml\nrun()\n',
        'b.py': 'run()\n',
        'd.py': 'import requests\n',
        'c.ts': "import { a, b } from 'zod';\n",
      },
    ),
  },
  {
    title: 'a name that a manifest drops, where the import stays',
    with: imports,
    ...beside(
      { 'requirements.txt': 'pytest\nrequests\n', 'a.py': 'import requests\n' },
      { 'requirements.txt': 'pytest\n', 'a.py': 'import requests\nrun()\n' },
    ),
  },
  {
    title: 'what is imported where that may fail',
    with: imports,
    ...beside(
      { 'requirements.txt': 'pytest\n', 'package.json': '{}\n' },
      {
        'a.py': 'try:\n    if fast:\n        import ujson as json\nexcept ImportError:\n    import json\n',
        'a.js': "let pad;\ntry {\n  pad = require('left-pad');\n} catch {}\n",
      },
    ),
  },
  {
    title: 'where no manifest is, or none that can be read',
    with: imports,
    ...beside(
      { 'setup.py': 'setup(install_requires=read())\n', 'vendor/x/requirements.txt': 'pytest\n' },
      { 'a.py': 'import requests\n', 'a.ts': "import pad from 'left-pad';\n" },
    ),
  },
  {
    title: 'prose and strings that speak of imports',
    with: imports,
    ...beside(
      { 'requirements.txt': 'pytest\n', 'package.json': '{}\n' },
      {
        'a.py': '# import requests\nx = "import requests"\n',
        'a.ts': "// import pad from 'left-pad';\nconst x = \"import pad from 'left-pad'\";\n",
        'a.md': 'import requests\n',
      },
    ),
  },
];
