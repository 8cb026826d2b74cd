import type { Example } from '../../rule-kind.ts';

const layers = { files: ['core/models/**'] };
const repository = {
  'core/__init__.py': '',
  'core/models/__init__.py': 'fast = 1\n',
  'core/models/router.py': 'route = 1\n',
  'core/agents/__init__.py': '',
};
const seen = (written: string, file = 'core/models/router.py'): string =>
  `    ← ${written} is imported here, which is ${file}: this place may not import core/models/**.`;
const untold = '    ← Nobody can tell what is imported here: write the name of the module out.';

/** Changes that a rule of forbidden imports objects to. */
export const forbiddenImportFirings: readonly Example[] = [
  {
    title: 'a client in the user interface, under its own name and others',
    with: { modules: ['requests', 'httpx'] },
    in: ['ui/**'],
    guard: 'In `ui/**`, import nothing of `requests`, `httpx`.',
    before: {},
    after: {
      'ui/page.py': [
        'import os, requests    ← requests is imported here: this place may not import requests.',
        'import requests.adapters as a    ← requests.adapters is imported here: this place may not import requests.',
        'from httpx import (',
        '    get as fetch,    ← httpx.get is imported here: this place may not import httpx.',
        ')',
        'def load():',
        '    from requests import *    ← requests.* is imported here: this place may not import requests.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a layer by its files, however it is imported',
    with: layers,
    in: ['core/agents/**'],
    before: repository,
    after: {
      ...repository,
      'core/agents/planner.py': [
        `import core.models.router as r${seen('core.models.router')}`,
        `from core.models import router${seen('core.models.router')}`,
        `from core.models.router import route${seen('core.models.router.route')}`,
        `from core.models import fast${seen('core.models.fast', 'core/models/__init__.py')}`,
        `from ..models import router${seen('..models.router')}`,
        `from ..models.router import route${seen('..models.router.route')}`,
        'try:',
        `    from .. import models${seen('..models', 'core/models/__init__.py')}`,
        'except ImportError:',
        '    pass',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a layer by its name, relative imports too',
    with: { modules: ['core.models.*', 'pkg.db'] },
    before: {},
    after: {
      'core/agents/planner.py': [
        'from ..models.router import route    ← ..models.router.route is imported here: this place may not import core.models.*.',
        'from ..models import *    ← ..models.* is imported here: this place may not import core.models.*.',
        'from ...core.models import fast    ← ...core.models.fast is imported here: this place may not import core.models.*.',
        '',
      ].join('\n'),
      'src/pkg/a.py': 'from . import db    ← .db is imported here: this place may not import pkg.db.\n',
      'agent.py':
        'from .core.models import fast    ← .core.models.fast is imported here: this place may not import core.models.*.\n',
    },
  },
  {
    title: 'imports that are calls, under whatever name',
    with: { modules: ['core.models'] },
    before: {},
    after: {
      'core/agents/a.py': [
        'import importlib as i',
        'from importlib import import_module as load',
        'importlib.import_module("core.models")    ← core.models is imported here: this place may not import core.models.',
        'i.import_module(name="core.models.router")    ← core.models.router is imported here: this place may not import core.models.',
        'load("..models", __package__)    ← ..models is imported here: this place may not import core.models.',
        'load("core.models", "core")    ← core.models is imported here: this place may not import core.models.',
        'load(".models", "core")    ← core.models is imported here: this place may not import core.models.',
        'load("..models", package="core.agents")    ← core.models is imported here: this place may not import core.models.',
        '__import__("core.models").run()    ← core.models is imported here: this place may not import core.models.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'an import of which nobody can tell anything',
    with: { modules: ['core.models'], 'allow-calls-to': ['/'] },
    before: {},
    after: {
      'agents/a.py': `import importlib\nimportlib.import_module(name)${untold}\nimportlib.import_module(f"{name}.x")${untold}\nimportlib.import_module(f"plugin{name}")${untold}\nimportlib.import_module(f".{name}", __package__)${untold}\n`,
      'agents/b.js': `const plugin = require(name);${untold}\nexport const load = (path) => import(path);${untold}\n`,
    },
  },
  {
    title: 'an import of which only the beginning can be told, and that may lead there',
    with: { modules: ['core.models', 'lodash/fp'], files: ['src/store/**'] },
    before: { 'src/store/db.ts': '', 'src/store/a/b.py': '' },
    after: {
      'src/store/db.ts': '',
      'src/store/a/b.py': '',
      'agents/a.py': [
        'import importlib',
        'importlib.import_module(f"core.{name}")    ← Nobody can tell what is imported here from core: this place may not import core.models.',
        'importlib.import_module(f"core.models.{name}")    ← Nobody can tell what is imported here from core.models: this place may not import core.models.',
        'importlib.import_module(f"store.a.{name}")    ← Nobody can tell what is imported here from store.a: this place may not import src/store/**.',
        '',
      ].join('\n'),
      'src/ui/a.ts': [
        'const one = import(`../store/${name}.ts`);    ← Nobody can tell what is imported here from ../store: this place may not import src/store/**.',
        'const other = require(`lodash/${name}`);    ← Nobody can tell what is imported here from lodash: this place may not import lodash/fp.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'modules of JavaScript, each statement once',
    with: { modules: ['axios', 'node:fs', '@aws-sdk/*', 'socket.io'] },
    before: {},
    after: {
      'ui/a.ts': [
        "import axios, { get, type Answer } from 'axios';    ← axios is imported here: this place may not import axios.",
        "import { readFile } from 'fs/promises';    ← fs/promises is imported here: this place may not import node:fs.",
        "import type { S3 } from '@aws-sdk/client-s3';    ← @aws-sdk/client-s3 is imported here: this place may not import @aws-sdk/*.",
        "export * from 'socket.io';    ← socket.io is re-exported here: this place may not import socket.io.",
        "import 'socket.io';    ← socket.io is imported here: this place may not import socket.io.",
        "const one = require('axios');    ← axios is imported here: this place may not import axios.",
        "const two = require('axios');    ← axios is imported here: this place may not import axios.",
        "const three = import('axios');    ← axios is imported here: this place may not import axios.",
        "const four = import('axios');    ← axios is imported here: this place may not import axios.",
        '',
      ].join('\n'),
      'ui/a.py': 'import fs    ← fs is imported here: this place may not import fs.\n',
      'ui/b.mjs': [
        "import { createRequire } from 'node:module';",
        'const load = createRequire(import.meta.url);',
        "load('axios');    ← axios is imported here: this place may not import axios.",
        '',
      ].join('\n'),
    },
  },
  {
    title: 'files of JavaScript: relative, by tsconfig, by package.json',
    with: { files: ['web/core/**'] },
    in: ['web/ui/**'],
    before: {
      'web/core/store.ts': '',
      'web/core/index.ts': '',
      'base.json': '{ "extends": "./base", "compilerOptions": { "paths": { "~/*": ["./web/*"] } } }',
      'web/tsconfig.json':
        '{ // as editors have it\n "extends": ["../base"], "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["core/*"] }, } }',
      'package.json': '{ "imports": { "#core": { "types": "./web/core/index.ts", "default": ["./dist/core.js"] } } }',
    },
    after: {
      'base.json': '{ "extends": "./base", "compilerOptions": { "paths": { "~/*": ["./web/*"] } } }',
      'package.json': '{ "imports": { "#core": { "types": "./web/core/index.ts", "default": ["./dist/core.js"] } } }',
      'web/core/store.ts': '',
      'web/core/index.ts': '',
      'web/tsconfig.json':
        '{ // as editors have it\n "extends": ["../base"], "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["core/*"] }, } }',
      'web/ui/page.tsx': [
        ['../core/store.js', 'web/core/store.ts'],
        ['..\\u002Fcore', 'web/core/index.ts'],
        ['@/store', 'web/core/store.ts'],
        ['~/core/store', 'web/core/store.ts'],
        ['core/store', 'web/core/store.ts'],
        ['#core', 'web/core/index.ts'],
      ]
        .map(
          ([module = '', file = '']) =>
            `import '${module}';    ← ${module.replace('\\u002F', '/')} is imported here, which is ${file}: this place may not import web/core/**.\n`,
        )
        .join(''),
    },
  },
  {
    title: 'a package that has a root of its own',
    with: { files: ['backend/app/db.py'] },
    before: {},
    after: {
      'backend/app/__init__.py': '',
      'backend/app/db.py': '',
      'backend/app/api/__init__.py': '',
      'backend/app/api/a.py':
        'from app import db    ← app.db is imported here, which is backend/app/db.py: this place may not import backend/app/db.py.\n',
    },
  },
  {
    title: 'a notebook, and scripts of components',
    with: { modules: ['src', 'axios'] },
    before: {},
    after: {
      'notebooks/a.ipynb': [
        '{"cells": [{"cell_type": "code", "source": [',
        '"%matplotlib inline\\n",',
        '"from src.model import fit\\n",    ← src.model.fit is imported here: this place may not import src.',
        '"fit()"]}], "metadata": {}}',
        '',
      ].join('\n'),
      'ui/a.vue':
        "<script setup>\nimport axios from 'axios';    ← axios is imported here: this place may not import axios.\n</script>\n",
      'ui/a.svelte':
        "<script>\nimport axios from 'axios';    ← axios is imported here: this place may not import axios.\n</script>\n",
    },
  },
  {
    title: 'types, unless the rule lets them through',
    with: { modules: ['pandas', 'axios'] },
    before: {},
    after: {
      'a.py':
        'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas    ← pandas is imported here: this place may not import pandas.\n',
      'a.ts': "import type { Answer } from 'axios';    ← axios is imported here: this place may not import axios.\n",
    },
  },
  {
    title: 'what runs beside the types, where those are let through',
    with: { modules: ['pandas', 'axios'], 'type-only': 'allow' },
    before: {},
    after: {
      'a.py':
        'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    pass\nelse:\n    import pandas    ← pandas is imported here: this place may not import pandas.\nif not TYPE_CHECKING:\n    import pandas    ← pandas is imported here: this place may not import pandas.\n',
      'a.ts':
        "import { type Answer, get } from 'axios';    ← axios is imported here: this place may not import axios.\n",
    },
  },
  {
    title: 'one more import beside an old one, and code that is moved into the place',
    with: { modules: ['requests'] },
    in: ['ui/**'],
    before: { 'ui/a.py': 'import requests\n', 'lib/b.py': 'import requests\n' },
    renamed: { 'ui/b.py': 'lib/b.py' },
    after: {
      'ui/a.py':
        'import requests\ndef load():\n    import requests    ← requests is imported here: this place may not import requests.\n',
      'ui/b.py': 'import requests\n',
    },
    elsewhere: ['requests is imported here: this place may not import requests.'],
  },
];
