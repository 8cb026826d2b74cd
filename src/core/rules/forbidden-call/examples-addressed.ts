import type { Example } from '../../rule-kind.ts';

const told = 'fetch is called here: this place may call it only with an address that begins with /.';

/** Calls that are let through to some addresses, and where they go. */
export const addressedExamples: readonly Example[] = [
  {
    title: 'a call that goes elsewhere',
    with: { names: ['fetch'], 'allow-calls-to': ['/'] },
    before: {},
    after: {
      'ui/a.ts': `fetch("https://example.com");    ← ${told}\nfetch(url);    ← ${told}\nload(fetch);    ← fetch is read here: this place may not use fetch.\n`,
    },
  },
  {
    title: 'a constant of another address, of none that is known, and of several',
    with: { names: ['fetch'], 'allow-calls-to': ['/'] },
    before: {},
    after: {
      'ui/config.ts': [
        "export const FAR = import.meta.env.VITE_API ?? 'https://api.example.com';",
        'export const SET = import.meta.env.VITE_API;',
        "export const SOME = pick('x') || '';",
        "export const MADE = SOME ? '' : `https://${host}`;",
        "export let MANY = '';",
        "MANY = 'https://example.com';",
        '',
      ].join('\n'),
      'ui/a.ts': [
        "import { FAR, SET, SOME, MADE, MANY } from './config';",
        "const API = '';",
        `fetch(\`\${FAR}/a\`);    ← ${told}`,
        `fetch(SET + "/a");    ← ${told}`,
        `fetch(\`\${SOME}/a\`);    ← ${told}`,
        `fetch(\`\${MADE}/a\`);    ← ${told}`,
        `fetch(\`\${MANY}/a\`);    ← ${told}`,
        `const load = (API: string) => fetch(\`\${API}/a\`);    ← ${told}`,
        'function save() {',
        '  const API = pick();',
        `  return fetch(\`\${API}/a\`);    ← ${told}`,
        '}',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a request that is made first and then told where to go',
    with: { names: ['XMLHttpRequest().open'], how: ['call'], 'allow-calls-to': ['/'] },
    before: {},
    after: {
      'ui/a.ts':
        'const asked = new XMLHttpRequest();\nasked.open("GET", "/a");\nasked.open("GET", "https://example.com");    ← XMLHttpRequest().open is called here: this place may call it only with an address that begins with /.\n',
    },
  },
  {
    title: 'calls that go where they may',
    with: { names: ['fetch'], 'allow-calls-to': ['/', '{API_URL}'] },
    before: {},
    after: { 'ui/a.ts': 'fetch(`/api/${id}`);\nfetch(API_URL, { method: "POST" });\nfetch(`${API_URL}/a`);\n' },
  },
  {
    title: 'a constant that is followed to an address where it may go, also in another file',
    with: { names: ['fetch', 'requests.get'], 'allow-calls-to': ['/', 'http://localhost'] },
    before: {},
    after: {
      'ui/config.ts':
        "export const BASE = import.meta.env.VITE_API ?? '';\nexport const HERE = 'http://localhost:8000';\n",
      'ui/a.ts': [
        "import { BASE } from './config';",
        "import * as config from './config';",
        "const API = process.env['API'] || '';",
        'fetch(`${BASE}/a`);',
        "fetch(API + '/b');",
        'const load = (id: string) => fetch(`${config.HERE}/${id}`);',
        'fetch(config.HERE);',
        '',
      ].join('\n'),
      'ui/a.py': [
        'import os, requests',
        'API = os.environ.get("API", "http://localhost:8000")',
        'HERE = os.getenv("HERE", "/api")',
        'requests.get(f"{API}/a")',
        'requests.get(HERE)',
        '',
      ].join('\n'),
    },
  },
];
