import performanceHooks from 'node:perf_hooks';
import type { lintSource } from '@secretlint/core';
import type { FindSecrets, SecretSighting } from '#app';

type Options = Parameters<typeof lintSource>[0]['options'];
type Message = Awaited<ReturnType<typeof lintSource>>['messages'][number];

/*
 * Secretlint's core measures itself: every scan leaves dozens of marks in the timeline that all of the process shares,
 * and walks all earlier ones, so that a thousand scans stall an editor for seconds. It takes its stopwatch once, while
 * it loads; for that moment there is one that does nothing.
 */
const loadWithoutStopwatch = async <T>(load: () => Promise<T>): Promise<T> => {
  const { performance, PerformanceObserver } = performanceHooks;
  const still = { mark: () => undefined, measure: () => undefined };
  const blind = class {
    observe = (): void => undefined;
    disconnect = (): void => undefined;
  };
  Object.assign(performanceHooks, { performance: still, PerformanceObserver: blind });
  try {
    return await load();
  } finally {
    Object.assign(performanceHooks, { performance, PerformanceObserver });
  }
};

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

// Some rules report the place of the name before the secret with the length of the secret, so half of it would stay.
// What is looked for is therefore the secret's own text, wherever it stands.
const sightingsOf = (text: string, message: Message): readonly SecretSighting[] => {
  const what = words[message.messageId] ?? 'secret';
  const found = valuesOf(message).flatMap((value) => placesOf(text, value));
  const places = found.length > 0 ? found : [message.range];
  return places.map(([start, end]) => ({ start, end, what }));
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

const withoutRepeats = (sightings: readonly SecretSighting[]): readonly SecretSighting[] => [
  ...new Map(sightings.map((sighting) => [JSON.stringify(sighting), sighting])).values(),
];

// One of the rules lets a document switch the scan off with a comment: that one stays out.
const switchedOffByComments = '@secretlint/secretlint-rule-filter-comments';

const accessKeys = '@secretlint/secretlint-rule-aws';
// Account numbers are no secrets; the ids of access keys are.
const accessKeyOptions = { options: { enableIDScanRule: true }, allowMessageIds: ['AWSAccountID'] };

/** Finds secrets with secretlint's recommended rules, which are loaded when first asked for. Starts no process. */
export const loadSecretFinder = async (): Promise<FindSecrets> => {
  const [{ lintSource }, recommended] = await Promise.all([
    loadWithoutStopwatch(() => import('@secretlint/core')),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const rules = recommended.rules
    .filter(({ meta }) => meta.id !== switchedOffByComments)
    .map((rule) => ({ id: rule.meta.id, rule, ...(rule.meta.id === accessKeys ? accessKeyOptions : {}) }));
  const options: Options = { noPhysicFilePath: true, config: { rules } };
  return async (path, text) => {
    const ext = path.toLowerCase().endsWith('.json') ? '.json' : '.md';
    const scan = async (filePath: string): Promise<readonly Message[]> =>
      (await lintSource({ source: { filePath, content: text, contentType: 'text', ext }, options })).messages;
    const messages = (await Promise.all(disguises.map(scan))).flat();
    // Secretlint counts from behind a byte order mark.
    const shift = text.startsWith('\uFEFF') ? 1 : 0;
    const found = messages.flatMap((message) =>
      sightingsOf(text, { ...message, range: [message.range[0] + shift, message.range[1] + shift] }),
    );
    return [...withoutRepeats([...found, ...keyBlocksOf(text)])].sort(byPlace);
  };
};
