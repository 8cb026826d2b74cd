import type { Example } from '../../rule-kind.ts';
import { beside } from '../beside.ts';

const core = { files: ['packages/core/**'] };
const workspace = '{ "workspaces": ["packages/*", "!packages/apart"] }\n';
const no = 'this place may not import packages/core/**.';

/** Packages of the same repository, imported by their names. */
export const workspaceExamples: readonly Example[] = [
  {
    title: 'a package of the workspace, by its entry, by its source where it is built, and by what it exports',
    with: core,
    in: ['packages/web/**'],
    guard: 'In `packages/web/**`, import nothing of `packages/core/**`.',
    ...beside(
      {
        'package.json': workspace,
        'packages/core/package.json':
          '{ "name": "@own/core", "main": "dist/main.js", "exports": { ".": { "import": "./dist/main.js" }, "./tools/*": "./lib/tools/*.js" } }\n',
        'packages/core/src/main.ts': 'export const run = 1;\n',
        'packages/core/src/tools/list.ts': 'export const list = 1;\n',
      },
      {
        'packages/web/a.ts': [
          `import { run } from '@own/core';    ← @own/core is imported here, which is packages/core/src/main.ts: ${no}`,
          `import { list } from '@own/core/tools/list';    ← @own/core/tools/list is imported here, which is packages/core/src/tools/list.ts: ${no}`,
          `import other from '@own/core/none';    ← @own/core/none is imported here, which is packages/core/package.json: ${no}`,
          '',
        ].join('\n'),
      },
    ),
  },
  {
    title: 'a workspace of pnpm, and one of yarn in a folder',
    with: { files: ['libs/core/**', 'tools/libs/core/**'] },
    ...beside(
      {
        'pnpm-workspace.yaml': 'packages:\n  - libs/*\n',
        'libs/core/package.json': '{ "name": "core", "types": "./index.d.ts" }\n',
        'libs/core/index.d.ts': 'export const run: number;\n',
        'tools/package.json': '{ "workspaces": { "packages": ["./libs/*/"] } }\n',
        'tools/libs/core/package.json': '{ "name": "core-tools" }\n',
        'tools/libs/core/src/index.ts': 'export const run = 1;\n',
      },
      {
        'app/a.ts':
          "import { run } from 'core';    ← core is imported here, which is libs/core/index.d.ts: this place may not import libs/core/**.\n",
        'tools/app/a.ts':
          "import { run } from 'core-tools';    ← core-tools is imported here, which is tools/libs/core/src/index.ts: this place may not import tools/libs/core/**.\n",
      },
    ),
  },
  {
    title: 'packages that are none of the workspace, and names that lead elsewhere',
    with: { files: ['packages/core/**', 'packages/apart/**', 'fixtures/**'] },
    ...beside(
      {
        'package.json': workspace,
        'packages/core/package.json': '{ "name": "@own/core" }\n',
        'packages/core/a.ts': 'export const run = 1;\n',
        'packages/free/package.json': '{ "name": "@own/free" }\n',
        'packages/apart/package.json': '{ "name": "@own/apart" }\n',
        'fixtures/react/package.json': '{ "name": "react" }\n',
        'packages/core/nameless/package.json': '{}\n',
      },
      {
        'packages/web/a.ts': [
          "import free from '@own/free';",
          "import apart from '@own/apart';",
          "import React from 'react';",
          "import more from '@own/core-more';",
          "import fs from 'node:fs';",
          "import x from '#x';",
          '',
        ].join('\n'),
      },
    ),
  },
  {
    title: 'a module of Python that has the name of a package, and a package that is allowed',
    with: { modules: ['@own/*'], files: ['packages/core/**'], allow: { files: ['packages/core/api.ts'] } },
    ...beside(
      {
        'package.json': workspace,
        'packages/core/package.json': '{ "name": "core" }\n',
        'packages/core/api.ts': 'export const run = 1;\n',
      },
      { 'packages/web/a.py': 'import core\n', 'packages/web/a.ts': "import { run } from 'core/api';\n" },
    ),
  },
];
