import type { Example } from '../../rule-kind.ts';

const dynamic = 'import importlib\nimportlib.import_module(name)';
const untold = '    ← Nobody can tell what is imported here: write the name of the module out.';

/** Imports that nobody can name, under a rule that leaves them to another one. */
export const leftExamples: readonly Example[] = [
  {
    title: 'an import that nobody can name, where the rule that it is left to looks, and where it does not',
    with: { modules: ['requests'], 'untold-to': ['no-sdks'] },
    left: ['core/**'],
    before: {},
    after: { 'core/a.py': `${dynamic}\n`, 'ui/a.py': `${dynamic}${untold}\n` },
  },
  {
    title: 'what can be told, if only in part, is left to nobody',
    with: { modules: ['requests'], 'untold-to': ['no-sdks'] },
    left: ['**'],
    before: {},
    after: {
      'core/a.py': [
        'import importlib',
        'import requests    ← requests is imported here: this place may not import requests.',
        'importlib.import_module(f"requests.{name}")    ← Nobody can tell what is imported here from requests: this place may not import requests.',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'an import that nobody can name, moved out of where another rule told of it',
    with: { modules: ['requests'], 'untold-to': ['no-sdks'] },
    left: ['core/**'],
    before: { 'core/a.py': `${dynamic}\n` },
    after: { 'ui/a.py': `${dynamic}\n` },
  },
];
