import * as z from 'zod';
import { isLike } from '../../name-pattern.ts';
import { listPlain, tellPlaces } from '../../wording.ts';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import { seeNew, symbolOf, type Side, type Spot } from '../../spots.ts';
import type { ArgumentFact, UseFact } from '../../syntax/facts.ts';
import type { Placed } from '../../placed.ts';
import { isInside } from '../../calls/places.ts';
import { findName, seekName } from '../../syntax/facts/use-names.ts';
import { openAddresses } from '../addressed-calls/index.ts';
import { addressedExamples } from './examples-addressed.ts';
import { byNameExamples } from './examples-by-name.ts';
import { forbiddenCallFirings } from './firings.ts';
import { inPlainWords } from './by-name.ts';
import { isOfHeldValue } from './held-values.ts';
import { ownAddressExamples } from './examples-own-address.ts';
import { forbiddenCallNearMisses } from './near-misses.ts';

const ways = ['read', 'call', 'write'] as const;

const options = z.strictObject({
  names: z
    .array(z.string().min(1))
    .min(1)
    .describe(
      'What may not be used, by its full name: `os.environ`, `core.tools.executor.run`, `fetch`. What is reached through it counts. `*.execute_tool` is a name at anything; another `*` stands for any name.',
    ),
  how: z
    .array(z.enum(ways))
    .min(1)
    .default([...ways])
    .describe('Which uses count.'),
  arguments: z
    .record(z.string(), z.array(z.string()).min(1))
    .default({})
    .describe(
      'Only calls with these arguments count. By name or by index from 0, or both: `1|mode`; to the texts that count, with `*` in them: `w*`, or to what is written out: `False`, `None`, `0`. One that nobody can tell counts.',
    ),
  'unless-given': z
    .record(z.string().min(1), z.string().min(1))
    .default({})
    .describe(
      'Calls of a full name that do not count where this argument is given, by name or by index from 0, or both: `random.Random: 0|x`, a seed. `None` and `null` are not given.',
    ),
  'allow-calls-to': z
    .array(z.string().min(1))
    .default([])
    .describe(
      'Calls are let through that go to an address that begins so: `/`, `http://localhost`; `{API_URL}` stands for a name.',
    ),
});
type Options = z.infer<typeof options>;

const verbs: Record<(typeof ways)[number], string> = { read: 'read', call: 'called', write: 'written' };

/** The argument that is given in one of the ways: `1|mode`. */
const argumentOf = (given: readonly ArgumentFact[], key: string): ArgumentFact | undefined => {
  const names = key.split('|').map((name) => name.trim());
  const positional = given.filter(({ name }) => name === undefined);
  const byIndex = names.flatMap((name) => positional[Number(name)] ?? []);
  return given.find(({ name = '' }) => names.includes(name)) ?? byIndex[0];
};

/** What is written out: the text of a string without holes, or another value as it is written. */
const plainText = ({ parts, literal }: ArgumentFact): string | undefined => {
  if (literal !== undefined) return literal;
  const [text = '', ...more] = parts ?? [{ hole: '' }];
  return typeof text === 'string' && more.length === 0 ? text : undefined;
};

/** True where each argument that the rule names is one that counts, or may be. */
const hasArguments = ({ arguments: given = [] }: UseFact, wanted: Options['arguments']): boolean =>
  Object.entries(wanted).every(([key, patterns]) => {
    const argument = argumentOf(given, key) ?? given.find(({ spreads }) => spreads);
    if (argument === undefined) return false;
    const text = plainText(argument);
    return text === undefined || patterns.some((pattern) => isLike(pattern, text));
  });

/** What a rule names of the arguments, as a sentence goes on: ` with this mode`. What they are may be a secret. */
const tellArguments = ({ arguments: given = [] }: UseFact, wanted: Options['arguments']): string => {
  const named = Object.keys(wanted).filter((key) => argumentOf(given, key) !== undefined);
  const told = named.map((key) => /[^\d\s|][^\s|]*/.exec(key)?.[0] ?? 'argument');
  return told.length === 0 ? '' : ` with this ${told.join(' and this ')}`;
};

/** Where calls may go, as a sentence goes on; empty where a rule lets none through. */
const tellAddresses = (allowed: readonly string[]): string => {
  const told = allowed.map((address) => address.replace(/^\{(.*)\}$/, '$1'));
  return told.length === 0 ? '' : `only with an address that begins with ${listPlain(told, 'or')}`;
};

/** True for a call that is harmless with an argument that it has: chance with a seed, a moment that is told. */
const isGivenFor = ({ arguments: given = [] }: UseFact, called: string, wanted: Options['unless-given']): boolean => {
  const key = new Map(Object.entries(wanted)).get(called);
  const argument = key === undefined ? undefined : argumentOf(given, key);
  return argument !== undefined && argument.spreads !== true && !/^(?:None|null)$/.test(argument.literal ?? '');
};

const spotsOf = ({ path, facts, tree }: Side, given: Options): readonly Spot[] => {
  if (facts === undefined) return [];
  const goesTo = openAddresses(tree, { path, facts });
  const names = given.names.map(seekName);
  const only = tellAddresses(given['allow-calls-to']);
  const isFree = (use: UseFact): boolean =>
    use.how === 'call' && given['allow-calls-to'].length > 0 && goesTo(use, given['allow-calls-to']);
  const spotsIn = (uses: readonly UseFact[]): readonly (Spot & Placed)[] =>
    uses.flatMap((use) => {
      const found = given.how.includes(use.how) ? findName(names, use, facts, path) : undefined;
      if (found === undefined || !hasArguments(use, given.arguments) || isFree(use)) return [];
      const { sought, called } = found;
      if (isGivenFor(use, called, given['unless-given']) || isOfHeldValue(use, called, sought, facts)) return [];
      const so = tellArguments(use, given.arguments);
      const law =
        use.how === 'call' && only !== '' ? `may call it ${only}` : `may not use ${sought.name}${so && ' so'}`;
      const message = `${called} is ${verbs[use.how]} here${so}: this place ${law}.`;
      return [{ message, text: `${use.how} ${called}`, place: use.place, symbol: symbolOf(facts, use) }];
    });
  const plain = spotsIn(facts.uses);
  const others = spotsIn(facts.uses.flatMap((use) => inPlainWords(facts, use)));
  // A module that is closed as a whole is told of where it is named.
  return [...plain, ...others.filter(({ place }) => !plain.some((spot) => isInside(spot.place, place)))];
};

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => ({
  sightings: seeNew(scene, 'uses', (side) => spotsOf(side, scene.options)),
});

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

export const forbiddenCall: RuleKind<Options> = {
  kind: 'forbidden-call',
  title: 'Forbidden call',
  manual: [
    'Keeps something from being used in a place: the environment outside of the one file that reads it, a database outside of',
    'its folder, tools outside of their executor. Where it may be used is the rule’s `except`. Of Python, TypeScript and',
    'JavaScript, also in notebooks and in Vue and Svelte components.',
    '',
    'Aliases are followed: `from os import environ as e`, `env = os.environ`, `with connect() as db`, fields that a class sets',
    'itself; `getattr(os, "environ")`, `os.__dict__["environ"]`, `vars(os)["environ"]` and what `from os import *` brings are',
    'what they name. What a text makes itself under such a name is another thing, and so is what a call gives back: to forbid',
    '`sqlite3.connect` does not forbid each use of the connection. Where reading counts, a value is objected to where it is',
    'read, and not again where it is used: `key = os.environ["KEY"]` and `print(key)` is one finding. Where nobody can tell',
    'what a name is, names that begin with `*.` still find it by its last ones.',
    '',
    'With `allow-calls-to` a call counts by its address, which is followed through constants, `new URL(path, base)` and functions',
    'that give back a text. `{API_URL}` also stands for what the build gives by that name (`import.meta.env.VITE_API_URL`), as',
    'long as nobody can see another value. The origin of the page (`window.location.origin`, `wss://${location.host}`) is `/`.',
  ].join('\n'),
  remedy: 'Ask the part of the program that may use it, or move this code there.',
  options,
  needs: () => ({ facts: () => true }),
  looksAround: true,
  examples: [
    ...forbiddenCallFirings,
    ...addressedExamples,
    ...ownAddressExamples,
    ...byNameExamples,
    ...forbiddenCallNearMisses,
  ],
  see,
  guard: ({ names, how }, rule) =>
    `${tellPlaces(rule)}, do not ${how.join(', ').replace(/, (?=[a-z]+$)/, ' or ')} ${listed(names)}.`,
};
