import {
  classifyBy,
  gateOfSlice,
  matchesAny,
  present,
  type ChainFacts,
  type ChainFile,
  type Gate,
  type GateStanding,
  type Policy,
  type Result,
} from '#core';
import type { Failure } from '../failure.ts';
import type { KnowingPorts } from '../gates/gate-ports.ts';
import { readKnown, standingBy } from '../gates/standing-by.ts';
import type { Ground } from '../ground.ts';
import { countChange } from '../review/measure-change.ts';
import { readTexts } from '../read-texts.ts';
import { need, story } from '../story.ts';
import type { FoundChain } from './chain-files.ts';

type StateOf = (gate: Gate) => GateStanding['state'];

/** How gates stand on the files as they are, by the evidence that may be believed. */
const readGateStates = (ports: KnowingPorts, { from, law }: Ground, signal?: AbortSignal) =>
  story<StateOf>(async function* () {
    const known = yield* need(readKnown(ports, signal));
    const { base } = yield* need(countChange(ports, from, { classes: law.policy.classes, signal }));
    const standOf = standingBy(ports, { bases: [base], isNeeded: () => true }, known);
    return (gate) => standOf(gate).state;
  });

type Committed = Pick<ChainFacts, 'committed' | 'changed'>;

/** What the commit that is checked out has, and what is another now. */
const readCommitted = (
  { repository }: Pick<KnowingPorts, 'repository'>,
  files: readonly string[],
  signal?: AbortSignal,
) =>
  story<Committed>(async function* () {
    const { commit } = yield* need(repository.head());
    if (commit === null) return { committed: [], changed: new Set(files) };
    const options = { classify: classifyBy([]), wants: () => false, ...present('signal', signal) };
    const measured = yield* need(repository.measure({ revision: commit }, options));
    const committed = yield* need(measured.listBefore());
    const changed = measured.change.files.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]));
    return { committed, changed: new Set(changed) };
  });

const globsOf = ({ chain }: ChainFile): readonly string[] =>
  chain?.slices.flatMap(({ expects, stop }) => [...expects, ...stop.flatMap(({ found }) => found?.in ?? [])]) ?? [];

const registriesOf = ({ chain }: ChainFile): readonly string[] =>
  Object.values(chain?.registries ?? {}).map(({ file }) => file);

/** The files that chains look into. */
const filesOf = (chains: readonly ChainFile[], files: readonly string[]): readonly string[] => [
  ...files.filter(matchesAny(chains.flatMap(globsOf))),
  ...chains.flatMap(registriesOf),
];

const gatesOf = ({ gates }: Policy, stateOf: StateOf): ChainFacts['gates'] =>
  new Map(gates.map((gate) => [gate.id, stateOf(gate)]));

const commandsOf = ({ id, chain }: ChainFile, stateOf: StateOf): ChainFacts['commands'] =>
  new Map(
    chain?.slices.flatMap((slice) => {
      const gate = gateOfSlice(id, chain, slice);
      return gate === undefined ? [] : [[slice.id, stateOf(gate)] as const];
    }),
  );

/** What chains are held to, as it is now. */
export const readChainFacts = (
  ports: KnowingPorts,
  ground: Ground,
  chains: readonly FoundChain[],
  signal?: AbortSignal,
): Promise<Result<(found: FoundChain) => ChainFacts, Failure>> =>
  story(async function* () {
    const files = yield* need(ports.repository.files());
    const committed = yield* need(readCommitted(ports, files, signal));
    const stateOf = yield* need(readGateStates(ports, ground, signal));
    const looksInto = filesOf(
      chains.map(({ file }) => file),
      files,
    );
    const { texts, unread } = await readTexts(ports.repository, looksInto);
    const gates = gatesOf(ground.law.policy, stateOf);
    const { slice } = ground.task ?? {};
    return ({ file, reviewed }) => ({
      ...committed,
      files,
      read: (path) => texts.get(path),
      unread,
      gates,
      commands: commandsOf(file, stateOf),
      active: slice?.chain === file.id ? slice.id : undefined,
      reviewed,
    });
  });
