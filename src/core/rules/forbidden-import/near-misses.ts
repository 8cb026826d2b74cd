import type { Example } from '../../rule-kind.ts';

/** Changes that a rule of forbidden imports lets pass. */
export const forbiddenImportNearMisses: readonly Example[] = [
  {
    title: 'names that only begin alike, and own files that are called so',
    with: { modules: ['requests', 'socket', 'core.models.*'] },
    before: {},
    after: {
      'ui/a.py':
        'import requests_mock\nfrom my import requests\nfrom .requests import get\nimport core.models\nimport core.modelsets.a\n',
      'ui/b.ts':
        "import io from 'socket.io';\nimport { get } from './requests';\nimport x from '/socket';\nimport 'src/socket';\n",
    },
  },
  {
    title: 'prose, strings and comments that mention an import',
    with: { modules: ['requests', 'axios'] },
    before: {},
    after: {
      'ui/a.py':
        '"""Use it so:\n\nimport requests\n"""\n# import requests\ntext = "from requests import get"\nprint("importlib.import_module(\'requests\')")\n',
      'ui/b.ts': "// import axios from 'axios';\nconst help = `import axios from 'axios'`;\n",
      'README.md': 'import requests\n',
    },
  },
  {
    title: 'calls that only look like an import',
    with: { modules: ['requests', 'axios'] },
    before: {},
    after: {
      'ui/a.py':
        'self.import_module("requests")\nload("requests")\nimport importlib.util\nimportlib.util.find_spec("requests")\n',
      'ui/b.js': "require.resolve('axios');\nloader.require('axios');\nrequired('axios');\n",
    },
  },
  {
    title: 'an import that stood there before, in a function that was renamed and in code that was moved',
    with: { modules: ['requests'], files: ['core/**'] },
    in: ['ui/**'],
    before: {
      'core/store.py': '',
      'ui/__init__.py': '',
      'ui/a.py': 'import requests\ndef load():\n    import requests.adapters\n',
      'ui/b.py': 'from core import store\n\ndef load():\n    return store.find_all()\n',
      'ui/d.py': 'import requests.auth\n\nprint("started")\n',
    },
    after: {
      'core/store.py': '',
      'ui/__init__.py': '',
      'ui/a.py': 'import requests as client\ndef fetch():\n    import requests.adapters\n',
      'ui/c.py': 'from core import store\n\ndef load():\n    return store.find_all()\n',
      'ui/e.py': 'import requests.auth\n\nprint("started")\n',
    },
  },
  {
    title: 'a file that was renamed, and imports the same thing by another path',
    with: { files: ['web/core/**'] },
    in: ['web/ui/**'],
    before: { 'web/core/store.ts': '', 'web/ui/page.ts': "import { one } from '../core/store';\n" },
    renamed: { 'web/ui/pages/start.ts': 'web/ui/page.ts' },
    after: { 'web/core/store.ts': '', 'web/ui/pages/start.ts': "import { one, two } from '../../core/store.js';\n" },
  },
  {
    title: 'one more name of a module in the same statement of JavaScript',
    with: { modules: ['axios'] },
    before: { 'a.ts': "import { get } from 'axios';\n" },
    after: { 'a.ts': "import { get, post } from 'axios';\n" },
  },
  {
    title: 'what is allowed all the same',
    with: {
      modules: ['core', 'lodash'],
      files: ['core/**', 'web/**'],
      allow: { modules: ['core.api', 'lodash/fp'], files: ['core/types.py', 'web/api/**'] },
    },
    before: { 'core/api.py': '', 'core/types.py': '', 'web/api/a.ts': '', 'web/api/b.ts': '' },
    after: {
      'core/api.py': '',
      'core/types.py': '',
      'web/api/a.ts': '',
      'web/api/b.ts': '',
      'ui/a.py':
        'import importlib\nfrom core import api\nimport core.api as a\nfrom core.types import User\nimportlib.import_module(f"core.api.{name}")\n',
      'ui/b.ts': "import { a } from '../web/api/a';\nimport fp from 'lodash/fp';\n",
    },
  },
  {
    title: 'types, where the rule lets them through',
    with: { modules: ['pandas', 'axios'], 'type-only': 'allow' },
    before: {},
    after: {
      'a.py':
        'import typing\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas\nif typing.TYPE_CHECKING:\n    try:\n        from pandas import DataFrame\n    except ImportError:\n        pass\n',
      'a.ts':
        "import type { Answer } from 'axios';\nimport { type Other } from 'axios';\nexport type { More } from 'axios';\n",
    },
  },
  {
    title: 'what others let out again',
    with: { files: ['core/**'] },
    in: ['ui/**'],
    before: { 'core/store.ts': '', 'api/index.ts': "export * from '../core/store';\n" },
    after: {
      'core/store.ts': '',
      'api/index.ts': "export * from '../core/store';\n",
      'ui/a.ts': "import { load } from '../api';\n",
    },
  },
  {
    title:
      'modules that are not found: beside a package, in a package of others, without a file, out of the repository',
    with: { files: ['core/**', 'logging.py'] },
    before: { 'core/__init__.py': '', 'core/types.py': '', 'core/a/b.ts': '' },
    after: {
      'core/__init__.py': '',
      'core/types.py': '',
      'core/a/b.ts': '',
      'core/a.py': 'import types\nimport logging\nfrom core.none import x\nfrom ...core import types\n',
      'ui/a.ts': "import './core/types';\nimport '../../core/a/b';\nimport 'core/a/b';\n",
    },
  },
  {
    title: 'an import of which the beginning shows that it leads elsewhere',
    with: { modules: ['core.models'], files: ['src/core/**'] },
    before: { 'src/core/a.ts': '', 'src/ui/locales/en.ts': '' },
    after: {
      'src/core/a.ts': '',
      'src/ui/locales/en.ts': '',
      'src/ui/a.ts': 'const text = import(`./locales/${language}.ts`);\nconst icon = import(`@icons/${name}`);\n',
      'agents/a.py': 'import importlib\nimportlib.import_module(f"plugins.{name}")\n',
    },
  },
  {
    title: 'a tsconfig that cannot be read, and one that names nothing',
    with: { files: ['core/**'] },
    before: {
      'core/a.ts': '',
      'tsconfig.json': '{ "compilerOptions": { "paths": 1 }, "extends": "@tsconfig/node20" }',
    },
    after: {
      'core/a.ts': '',
      'tsconfig.json': '{ "compilerOptions": { "paths": 1 }, "extends": "@tsconfig/node20" }',
      'package.json': '{ "name": "a" }',
      'ui/jsconfig.json': '{ "extends": "./none" }',
      'ui/a.ts': "import '@/a';\n",
    },
  },
  {
    title: 'programs in other languages, and a file outside of the place',
    with: { modules: ['requests'] },
    in: ['ui/**'],
    before: {},
    after: { 'ui/a.go': 'import "requests"\n', 'ui/a.sh': 'import requests\n', 'lib/a.py': 'import requests\n' },
  },
];
