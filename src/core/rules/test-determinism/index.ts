import * as z from 'zod';
import { fileClasses } from '../../change.ts';
import { groupBy } from '../../group.ts';
import { inPlace } from '../../wording.ts';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import { seeNew, symbolOf, type Side, type Spot } from '../../spots.ts';
import type { Facts, UseFact } from '../../syntax/facts.ts';
import { findName, fullTargets, seekName } from '../../syntax/facts/use-names.ts';
import { namesAddress, openAddresses } from '../addressed-calls/index.ts';
import { calmTests, groundsOf, ownersIn } from './calm.ts';
import { testDeterminismFirings } from './firings.ts';
import { testDeterminismFakes } from './examples-fakes.ts';
import { testDeterminismStopwatches } from './examples-stopwatches.ts';
import { testDeterminismNearMisses } from './near-misses.ts';
import { stopwatchesIn } from './stopwatch.ts';
import { knownCalls, topicNames, topics, type Harmless, type TopicName } from './topics.ts';

const topic = (what: string) =>
  z
    .union([z.boolean(), z.array(z.string().min(1))])
    .default(true)
    .describe(`Whether ${what} counts; names of calls count beside those that are known: \`["our.client.get"]\`.`);

const options = z.strictObject({
  network: topic('the network'),
  clock: topic('the clock of the machine'),
  random: topic('chance without a seed'),
  model: topic('a model that is asked'),
  database: topic('a database outside of the test'),
  allow: z.array(z.string().min(1)).default([]).describe('Names of calls that may be made all the same.'),
  counts: z.array(z.enum(fileClasses)).default(['test']).describe('The file classes that count.'),
});
type Options = z.infer<typeof options>;

const local: readonly string[] = [
  '/',
  'localhost',
  '127.0.0.1',
  'http://testserver',
  'http://test',
  'http://[::1]',
  'http://0.0.0.0',
  'file://',
  'file:///',
  ...['http', 'https', 'ws', 'wss'].flatMap((scheme) => [`${scheme}://localhost`, `${scheme}://127.0.0.1`]),
];

const inMemory = /^(?:|file:)?:memory:|^sqlite[^:]*:\/\/(?:$|\/:memory:)|^$/;

const isInMemory = ({ arguments: [first] = [] }: UseFact): boolean => {
  const [text, ...more] = first?.parts ?? [];
  // A folder that the test is given for itself has no name that is written out.
  return typeof text !== 'string' || more.length > 0 || inMemory.test(text);
};

const hasAddress = ({ arguments: given = [] }: UseFact): boolean =>
  given.some((one) => one.name === undefined || namesAddress(one));

/** A file that is looked at, with what tells where its calls go. */
interface Ground {
  readonly path: string;
  readonly facts: Facts;
  readonly goesTo: ReturnType<typeof openAddresses>;
}

const harmless: Record<Harmless, (use: UseFact, ground: Ground) => boolean> = {
  given: ({ arguments: given = [] }) => given.length > 0,
  local: (use, { goesTo }) => hasAddress(use) && goesTo(use, local),
  memory: isInMemory,
};

interface Found {
  readonly topic: TopicName;
  readonly called: string;
}

/** What a call is of all that makes a test unsteady. */
const findCall = (use: UseFact, ground: Ground, given: Options): Found | undefined => {
  const { facts, path } = ground;
  for (const called of fullTargets(use, facts, path)) {
    const { topic, harmless: when } = knownCalls.get(called) ?? {};
    const counts = topic !== undefined && given[topic] !== false;
    if (counts && (when === undefined || !harmless[when](use, ground))) return { topic, called };
  }
  for (const topic of topicNames) {
    const { [topic]: names } = given;
    const found = typeof names === 'boolean' ? undefined : findName(names.map(seekName), use, facts, path);
    if (found !== undefined) return { topic, called: found.called };
  }
  return undefined;
};

const spotsOf = ({ path, facts, tree, text = '' }: Side, given: Options): readonly Spot[] => {
  if (facts === undefined) return [];
  const allowed = given.allow.map(seekName);
  const ground = { path, facts, goesTo: openAddresses(tree, { path, facts }) };
  const found = facts.uses.flatMap((use) => {
    const call = use.how === 'call' ? findCall(use, ground, given) : undefined;
    return call === undefined || findName(allowed, use, facts, path) !== undefined ? [] : [{ use, ...call }];
  });
  const timed = stopwatchesIn(
    facts,
    text,
    found.filter(({ topic }) => topic === 'clock').map(({ use }) => use),
  );
  const grounds = groundsOf(path, facts, tree);
  const ownerOf = ownersIn(path, facts);
  // What calms one call calms those like it: a file that makes one a hundred times is looked through once.
  return [
    ...groupBy(
      found.filter(({ use }) => !timed.has(use)),
      ({ called, topic }) => `${topic} ${called}`,
    ).values(),
  ]
    .flatMap((alike) => {
      const [{ called, topic } = { called: '', topic: 'network' as const }] = alike;
      const isCalm = calmTests(grounds, topics[topic], called);
      return alike.filter(({ use }) => !isCalm(ownerOf(use.in)));
    })
    .map(({ called, topic, use }) => ({
      message: `${called} is called here: this test ${topics[topic].says}.`,
      text: called,
      place: use.place,
      symbol: symbolOf(facts, use),
    }));
};

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => ({
  sightings: seeNew(scene, 'uses', (side) => spotsOf(side, scene.options)),
});

const words: Record<TopicName, string> = {
  network: 'the network',
  clock: 'the clock',
  random: 'chance',
  model: 'a model',
  database: 'a database',
};

export const testDeterminism: RuleKind<Options> = {
  kind: 'test-determinism',
  title: 'Test determinism',
  manual: [
    'Keeps tests from going one way today and another way tomorrow. In files that count as tests, calls are found that reach',
    'the network, read the clock, go by chance, ask a model, or open a database outside of the test. Of Python, TypeScript and',
    'JavaScript.',
    '',
    'What stands in for it counts, in the same file or in what is run before it (`conftest.py`, `setupTests`, `jest.setup`,',
    '`vitest.setup` in a folder around): a frozen clock, a seed, a fake of the network or of the database, a patch or a spy',
    'of what is called, a server of the test itself. What stands in one test (a fixture that it asks for, a patch, a',
    'decorator) counts for that test alone, and what is imported and not used for none. Addresses of this machine and databases in memory are no finding, and so',
    'are stopwatches and ids made by chance: nothing depends on what they are.',
  ].join('\n'),
  remedy: 'Freeze the clock, seed the chance, or put a fake in the place of the network, the model or the database.',
  options,
  needs: ({ counts }) => ({
    facts: (file) => counts.includes(file.class),
    text: (file) => counts.includes(file.class),
  }),
  looksAround: true,
  examples: [
    ...testDeterminismFirings,
    ...testDeterminismNearMisses,
    ...testDeterminismFakes,
    ...testDeterminismStopwatches,
  ],
  see,
  guard: (given, rule) => {
    const held = topicNames.filter((name) => given[name] !== false).map((name) => words[name]);
    return `In tests${inPlace(rule)}, do not depend on ${held.join(', ').replace(/, (?=[a-z ]+$)/, ' or ')}: freeze, seed or fake it.`;
  },
};
