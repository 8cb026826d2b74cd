import { setImmediate } from 'node:timers/promises';
import type { lintSource } from '@secretlint/core';
import type { FindSecrets } from '#app';
import type { SecretSighting } from '#core';
import { keysOfServices } from './tokens.ts';

type Options = Parameters<typeof lintSource>[0]['options'];
type Message = Awaited<ReturnType<typeof lintSource>>['messages'][number];

const words: Readonly<Record<string, string>> = {
  AWSAccessKeyID: 'AWS access key',
  AWSSecretAccessKey: 'AWS secret access key',
  PrivateKeyJSON: 'Google Cloud service account key',
  PrivateKey: 'private key',
  NPM_ACCESS_TOKEN: 'npm access token',
  Npmrc_authToken: 'npm token',
  PackageJSON_xOauthToken: 'GitHub token',
  BasicAuth: 'address with a password',
  SLACK_TOKEN: 'Slack token',
  IncomingWebhook: 'Slack webhook',
  SENDGRID_KEY: 'SendGrid key',
  SHOPIFY_KEY: 'Shopify key',
  GITHUB_TOKEN: 'GitHub token',
  OPENAI_TOKEN: 'OpenAI key',
  ANTHROPIC_API_KEY: 'Anthropic key',
  LINEAR_API_TOKEN: 'Linear token',
  OPS_TOKEN: '1Password token',
  MongoDBConnection: 'MongoDB address with a password',
  MySQLConnection: 'MySQL address with a password',
  PostgreSQLConnection: 'PostgreSQL address with a password',
};

// The fields of a message that hold the secret itself; others hold names.
const secretFields = ['KEY', 'TOKEN', 'ID', 'URL', 'URI', 'CREDENTIAL'] as const;

const valuesOf = ({ data }: Message): readonly string[] =>
  data === undefined
    ? []
    : secretFields.flatMap((field) => {
        const value: unknown = Reflect.get(data, field);
        return typeof value === 'string' && value.length > 3 ? [value] : [];
      });

const placesOf = (text: string, value: string): readonly (readonly [number, number])[] => {
  const places: (readonly [number, number])[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
    places.push([at, at + value.length]);
  return places;
};

interface Slice {
  readonly start: number;
  readonly text: string;
}

const longestSlice = 32_768;
// The longest secret on one line that a slice may end in the middle of; blocks of keys are looked for by themselves.
const overlap = 4_096;

/** A long text in parts that overlap: of a text full of secrets, secretlint takes longer than in proportion. */
const slicesOf = (text: string): readonly Slice[] => {
  const slices: Slice[] = [];
  let start = 0;
  for (;;) {
    slices.push({ start, text: text.slice(start, start + longestSlice) });
    if (start + longestSlice >= text.length) return slices;
    // At the beginning of a line where there is one, so that no half line looks like something else.
    const latest = start + longestSlice - overlap;
    const line = text.lastIndexOf('\n', latest) + 1;
    start = line > latest - overlap ? line : latest;
  }
};

// With more than these a document is a dump of secrets, and each is looked for where it was reported only.
const mostValues = 500;

/*
 * Some rules report the place of the name before the secret with the length of the secret, so half of it would stay.
 * What is looked for is therefore the secret's own text, wherever it stands: each text once, for a document may hold
 * the same secret on each of its thousand lines.
 */
const gatherSightings = (text: string) => {
  const found = new Map<string, SecretSighting>();
  const looked = new Set<string>();
  const add = (start: number, end: number, what: string): void => {
    found.set(`${start} ${end} ${what}`, { start, end, what });
  };
  const lookFor = (slice: Slice, value: string, what: string): void => {
    const isEverywhere = looked.size < mostValues;
    const place = isEverywhere ? { start: 0, text } : slice;
    const key = `${isEverywhere ? '' : slice.start} ${what} ${value}`;
    if (looked.has(key) || looked.has(` ${what} ${value}`)) return;
    looked.add(key);
    for (const [start, end] of placesOf(place.text, value)) add(place.start + start, place.start + end, what);
  };
  return {
    take: (slice: Slice, message: Message): void => {
      const what = words[message.messageId] ?? 'secret';
      const values = valuesOf(message);
      for (const value of values) lookFor(slice, value, what);
      // Secretlint counts from behind a byte order mark.
      const shift = slice.start + (slice.text.startsWith('\uFEFF') ? 1 : 0);
      if (values.length === 0) add(message.range[0] + shift, message.range[1] + shift, what);
    },
    sightings: (): readonly SecretSighting[] => [...found.values()],
  };
};

const keyFence = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const keyBody = /\s*(?:[A-Za-z0-9+/=]{40,}\s*)+/y;

const withBody = (text: string, start: number, end: number): number => {
  keyBody.lastIndex = end;
  const [body = ''] = keyBody.exec(text) ?? [];
  // A fence with nothing after it is a text about keys.
  return body === '' ? start : end + body.trimEnd().length;
};

// Secretlint asks for a key that looks valid. One that is encrypted, of another make or cut short is still a key.
const keyBlocksOf = (text: string): readonly SecretSighting[] => {
  const sightings: SecretSighting[] = [];
  const add = (start: number, end: number): void => {
    if (end > start) sightings.push({ start, end, what: 'private key' });
  };
  let open: { readonly start: number; readonly end: number } | undefined;
  for (const { 0: fence, 1: side, index } of text.matchAll(keyFence)) {
    const end = index + fence.length;
    if (side === 'END') add(open?.start ?? end, end);
    else if (open !== undefined) add(open.start, withBody(text, open.start, open.end));
    open = side === 'BEGIN' ? { start: index, end } : undefined;
  }
  if (open !== undefined) add(open.start, withBody(text, open.start, open.end));
  return sightings;
};

// Some rules look only at files of a certain name; in a document the same lines are as secret.
const disguises = ['document.md', '.npmrc', 'package.json'];

const byPlace = (one: SecretSighting, other: SecretSighting): number =>
  one.start - other.start || one.end - other.end || (one.what < other.what ? -1 : 1);

// One of the rules lets a document switch the scan off with a comment: that one stays out.
const switchedOffByComments = '@secretlint/secretlint-rule-filter-comments';

const accessKeys = '@secretlint/secretlint-rule-aws';
// Account numbers are no secrets; the ids of access keys are.
const accessKeyOptions = { options: { enableIDScanRule: true }, allowMessageIds: ['AWSAccountID'] };

/** Finds secrets with secretlint's recommended rules, which are loaded when first asked for, and some that these do not know. Starts no process. */
export const loadSecretFinder = async (): Promise<FindSecrets> => {
  const [{ lintSource }, recommended] = await Promise.all([
    // Measures itself; in the bundle its stopwatch stands still (esbuild.config.mjs).
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const rules = recommended.rules
    .filter(({ meta }) => meta.id !== switchedOffByComments)
    .map((rule) => ({ id: rule.meta.id, rule, ...(rule.meta.id === accessKeys ? accessKeyOptions : {}) }));
  const options: Options = { noPhysicFilePath: true, config: { rules } };
  return async (path, text) => {
    const ext = path.toLowerCase().endsWith('.json') ? '.json' : '.md';
    const scan = async (filePath: string, content: string): Promise<readonly Message[]> =>
      (await lintSource({ source: { filePath, content, contentType: 'text', ext }, options })).messages;
    const gathered = gatherSightings(text);
    for (const slice of slicesOf(text)) {
      // The scan itself never waits: whoever shares this thread gets a turn between two slices.
      await setImmediate();
      const messages = await Promise.all(disguises.map((filePath) => scan(filePath, slice.text)));
      for (const message of messages.flat()) gathered.take(slice, message);
    }
    return [...gathered.sightings(), ...keyBlocksOf(text), ...keysOfServices(text)].sort(byPlace);
  };
};
