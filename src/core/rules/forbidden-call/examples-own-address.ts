import type { Example } from '../../rule-kind.ts';

const allowed = ['/', 'http://localhost', '{API_URL}'];
const told =
  '    ← fetch is called here: this place may call it only with an address that begins with /, http://localhost or API_URL.';

const example = (title: string, after: Record<string, readonly string[]>): Example => ({
  title,
  with: { names: ['fetch', 'WebSocket', 'requests.get'], 'allow-calls-to': allowed },
  before: {},
  after: Object.fromEntries(
    Object.entries(after).map(([path, lines]) => [path, lines.map((line) => `${line}\n`).join('')]),
  ),
});

/** Addresses that a program makes, and what they are made of. */
export const ownAddressExamples: readonly Example[] = [
  example('the origin of the page, written in the ways there are', {
    'ui/a.ts': [
      'new WebSocket(`wss://${window.location.host}/ws`);',
      'const protocol = location.protocol === "https:" ? "wss:" : "ws:";',
      'new WebSocket(`${protocol}//${location.host}/ws`);',
      'new WebSocket(`${location.protocol}//${location.hostname}`);',
      'fetch(window.location.origin);',
      'fetch(`${self.location.origin}?page=1`);',
      'fetch(document.baseURI + "/x");',
      'const FEED = `wss://${window.location.host}/ws`;',
      'new WebSocket(FEED);',
    ],
  }),
  example('an address that only begins as the own does, and one of somebody else', {
    'ui/a.ts': [
      `fetch(\`https://\${window.location.host}.example.com/x\`);${told}`,
      `fetch(\`https://\${host}/x\`);${told}`,
      `fetch(\`https://example.com/?from=\${window.location.host}\`);${told}`,
      `fetch(\`\${name}//\${location.host}/x\`);${told}`,
      `fetch(window.location.search);${told}`,
      `const SEARCH = \`\${window.location.search}/x\`;`,
      `fetch(SEARCH);${told}`,
    ],
  }),
  example('an address that is joined of two', {
    'ui/a.ts': [
      'fetch(new URL("/api/x", window.location.origin));',
      'fetch(new URL("api/x", "http://localhost:8000/"));',
      'const PATH = "/x";',
      'fetch(new URL(PATH, location.href));',
      'fetch(new URL(`${API_URL}/x`));',
      'fetch(new URL("x", API_URL));',
    ],
  }),
  example('an address that is joined of two, and goes elsewhere', {
    'ui/a.ts': [
      `fetch(new URL("https://example.com", window.location.origin));${told}`,
      `fetch(new URL("//example.com", window.location.origin));${told}`,
      `fetch(new URL(path, window.location.origin));${told}`,
      `fetch(new URL("/x", "https://example.com/"));${told}`,
      `fetch(new URL("/x", base));${told}`,
      `fetch(new URL());${told}`,
      `import { URL as Other } from './other';`,
      `fetch(new Other("/x", window.location.origin));${told}`,
    ],
  }),
  example('what the build gives by a name that is allowed', {
    'ui/a.ts': [
      'fetch(import.meta.env.VITE_API_URL + "/x");',
      'fetch(`${process.env.NEXT_PUBLIC_API_URL}/x`);',
      `fetch(\`\${import.meta.env.VITE_OTHER_URL}/x\`);${told}`,
      `fetch(\`\${settings.VITE_API_URL}/x\`);${told}`,
    ],
  }),
  example('a function that makes an address', {
    'ui/urls.ts': [
      'export const apiUrl = (path: string) => "/api" + path;',
      'export function far(path: string) {',
      '  return `https://example.com/${path}`;',
      '}',
      'export function either(path: string) {',
      '  if (path) return "/api";',
      '  return path;',
      '}',
      'export function nothing() {}',
      'export const picked = (path: string) => pick("/api");',
      'export function long(path: string) {',
      '  return "/api" + path;',
      '}',
      'export const some = (path: string) => "/api" as string ?? path;',
    ],
    'ui/a.ts': [
      "import { apiUrl, far, either, nothing, picked, long, some } from './urls';",
      'fetch(apiUrl("/x"));',
      'const load = () => fetch(long("/x"));',
      `fetch(far("/x"));${told}`,
      `fetch(either("/x"));${told}`,
      `fetch(nothing());${told}`,
      `fetch(picked("/x"));${told}`,
      `fetch(some("/x"));${told}`,
      `fetch(unknown("/x"));${told}`,
      `fetch(apiUrl);${told}`,
    ],
  }),
  example('a name that is allowed, and the value that stands there', {
    'ui/a.ts': ['const API_URL = "https://api.example.com";', `fetch(\`\${API_URL}/v2\`);${told}`],
    'ui/b.ts': ['const API_URL = "http://localhost:8000";', 'fetch(`${API_URL}/v2`);'],
    'ui/c.ts': [
      'const API_URL = import.meta.env.VITE_API_URL ?? "https://gateway.example.com";',
      'fetch(`${API_URL}/v2`);',
    ],
    'ui/a.py': [
      'import requests',
      'API_URL = "https://example.com"',
      `requests.get(f"{API_URL}/x")${told.replace('fetch', 'requests.get')}`,
    ],
  }),
  example('what a function gives back as a whole, beside what it throws', {
    'ui/a.ts': [
      'function where(key) {',
      '  if (!key) throw new Error("no key");',
      '  return "/x";',
      '}',
      'fetch(where(key));',
    ],
  }),
  example('what is only a part of what a function gives back, or of what is given', {
    'ui/a.ts': [
      'function last(key) {',
      '  return key ??',
      '         "/x";',
      '}',
      `fetch(last(key));${told}`,
      'function first(key) {',
      '  return "/x".concat(',
      '    key);',
      '}',
      `fetch(first(key));${told}`,
      'const whole = () => "/x";',
      `fetch(key || whole());${told}`,
    ],
  }),
  example('a URL of its own', {
    'ui/a.ts': ['class URL {', '  at = "https://example.com";', '}', `fetch(new URL("/x"));${told}`],
  }),
  {
    title: 'a part of the own origin alone',
    with: { names: ['fetch'], 'allow-calls-to': ['/api/'] },
    before: {},
    after: {
      'ui/a.ts':
        'fetch(`${location.origin}/api/x`);\nfetch(`${location.origin}/x`);    ← fetch is called here: this place may call it only with an address that begins with /api/.\n',
    },
  },
];
