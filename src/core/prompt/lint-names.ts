import { programEndings } from '../syntax/language-files.ts';

/*
 * What a goal names: files, folders, globs and symbols. Deterministic and for English text; a name that only a reader
 * of the repository could tell from a word (`metrics`) counts once it stands in backticks.
 */

export interface Named {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'path' | 'symbol';
}

// Files that a goal may name beside programs.
const otherEndings = `
  ipynb vue svelte fs r jl clj sql sh bash ps1 tf tfvars proto graphql html css scss less md mdx
  rst txt json jsonl yaml yml toml ini cfg conf xml csv lock env svg beancount`
  .trim()
  .split(/\s+/);
const extensions = [...programEndings, ...otherEndings].join('|');

const backticked = /`[^`\n]{0,300}[A-Za-z][^`\n]{0,300}`/g;
const slashed =
  /(?<![\w/.:@-])\.{0,2}\/?[\w@.*{}[\]+-]{1,100}(?:\/[\w@.*{},[\]()+-]{1,100}){0,20}(?:\/|\b|(?<=\*))(?:::[\w.]+(?:\(\))?)?/g;
const file = new RegExp(String.raw`(?<![\w/.-])[\w-]{1,80}(?:\.[\w-]{1,40}){0,4}\.(?:${extensions})\b(?!\.\w)`, 'g');
const bare = /(?<![\w./-])(?:Makefile|Dockerfile|Jenkinsfile|Procfile|README|CHANGELOG|LICENSE|CONTRIBUTING)\b/g;
const symbol =
  /(?<![\w./-])(?:[A-Za-z_]\w{0,60}(?:\.[A-Za-z_]\w{0,60}){1,6}(?:\(\))?|[A-Za-z]\w{0,60}\(\)|[A-Za-z][A-Za-z0-9]{0,40}(?:_[A-Za-z0-9]{1,40}){1,10}|[a-z]{2,30}[A-Z]\w{0,60}|[A-Z][a-z0-9]{1,30}(?:[A-Z][a-z0-9]{1,30}){1,6})(?![\w/-])/g;

// Words with a slash that are no folders.
const slashWords = new Set(
  `
  and/or either/or read/write input/output i/o ci/cd ui/ux client/server yes/no on/off his/her he/she
  a/b tcp/ip get/post before/after true/false pass/fail start/stop n/a w/o up/down left/right
  open/close add/remove and/nor him/her s/he block/warn his/hers lint/type import/export encode/decode
  frontend/backend backend/frontend create/update 24/7`
    .trim()
    .split(/\s+/),
);
const products = new Set(
  `
  node.js next.js vue.js react.js express.js three.js d3.js nuxt.js chart.js ember.js e.g i.e asp.net
  github gitlab bitbucket typescript javascript postgresql mongodb openai chatgpt graphql devops
  youtube linkedin macos dawsos powershell fastapi stackoverflow whatsapp wordpress paypal datadog
  cloudflare`
    .trim()
    .split(/\s+/),
);

const isPath = (text: string): boolean => {
  if (!text.includes('/')) return text.includes('*');
  if (slashWords.has(text.toLowerCase()) || /^\d+\/\d+$/.test(text)) return false;
  return /[A-Za-z*]/.test(text) && !/^\/+$/.test(text);
};

const isProduct = (text: string): boolean => products.has(text.toLowerCase().replace(/\.$/, ''));

const find = (goal: string, pattern: RegExp, kind: Named['kind']): readonly Named[] =>
  [...goal.matchAll(pattern)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length, kind }));

const kindOf = (text: string): Named['kind'] =>
  isPath(text) || new RegExp(String.raw`\.(?:${extensions})$`).test(text) ? 'path' : 'symbol';

/** Everything a goal names, in order; what stands in backticks counts as a whole. */
export const namesIn = (goal: string): readonly Named[] => {
  const quoted = find(goal, backticked, 'symbol').map((each) => ({
    ...each,
    kind: kindOf(each.text.replaceAll('`', '')),
  }));
  const loose = [
    ...find(goal, slashed, 'path').filter(({ text }) => isPath(text)),
    ...[...find(goal, file, 'path'), ...find(goal, bare, 'path')].filter(({ text }) => !isProduct(text)),
    ...find(goal, symbol, 'symbol').filter(({ text }) => !isProduct(text)),
  ];
  const found: Named[] = [...quoted];
  for (const each of loose)
    if (found.every(({ start, end }) => each.end <= start || each.start >= end)) found.push(each);
  return found.sort((one, other) => one.start - other.start);
};

/** True for tests and documents: a goal names them beside what it changes. */
export const isAside = (path: string): boolean =>
  /(?:^|\/)(?:tests?|specs?|__tests__|e2e|fixtures|docs?)\/|(?:^|\/)test_|[._](?:test|spec)\.|\.(?:md|mdx|rst|txt)\b/i.test(
    path,
  );

const blank = (text: string): string => text.replace(/[^\n]/g, '·');

/** The goal with what it names, and short quotations, blanked out: `fix_stuff()` is a name, not a vague word. */
export const withoutNames = (goal: string, names: readonly Named[]): string => {
  let masked = goal;
  for (const { start, end } of names)
    masked = masked.slice(0, start) + blank(masked.slice(start, end)) + masked.slice(end);
  return masked.replace(/["“][^"“”\n]{1,40}["”]/g, blank);
};
