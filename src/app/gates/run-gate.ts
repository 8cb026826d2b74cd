import {
  concludeGate,
  digestGate,
  failure,
  filesOfGate,
  isGreen,
  present,
  readReport,
  sealEvidence,
  splitCommand,
  type Change,
  type Evidence,
  type Gate,
  type GateCommand,
  type GateRead,
  type ReadReport,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { Standing } from '../law/standing.ts';
import { need, story } from '../story.ts';
import { measureForGates } from './gate-ground.ts';
import type { GatePorts, RanCommand, TreeWatch } from './gate-ports.ts';

/** What one run of a gate came to. */
export interface RanGate {
  readonly gate: Gate;
  readonly verdict: 'green' | 'red';
  /** What it came to, in whole sentences where it is red. */
  readonly evidence: Evidence;
  /** Where what the commands wrote is kept, absolute; left out where nothing was. */
  readonly output?: string;
  /** What the commands wrote last, without secrets. */
  readonly shown: string;
  /** In milliseconds. */
  readonly took: number;
  /** Files that changed meanwhile, so that it is evidence of nothing. */
  readonly moved: readonly string[];
}

/** Hears how far a gate is. */
export interface GateWatcher {
  readonly begins: (gate: Gate, command: GateCommand) => void;
}

type Ran = { readonly command: GateCommand; readonly ended: RanCommand | undefined };

const minute = 60_000;

/** Runs the commands one after the other, until one of them fails. */
const runCommands = (ports: GatePorts, gate: Gate, watcher: GateWatcher, signal?: AbortSignal) =>
  story<readonly Ran[]>(async function* () {
    const ran: Ran[] = [];
    for (const command of gate.commands) {
      const last = ran.at(-1)?.ended;
      if (ran.length > 0 && last?.exit !== 0) {
        ran.push({ command, ended: undefined });
        continue;
      }
      const words = splitCommand(command.run);
      // The policy was checked before it became law.
      if (!words.ok) throw new Error(`A command of the gate ${gate.id} cannot be read: ${words.error}`);
      watcher.begins(gate, command);
      const { folder, minutes } = command;
      const ended = await ports.gates.run({ words: words.value, folder, longest: minutes * minute, signal });
      if (ended.how === 'stopped')
        yield* need(failure(fail('cancelled', `The gate ${gate.id} was stopped, so nothing is known of it.`)));
      ran.push({ command, ended });
    }
    return ran;
  });

interface ReadText {
  readonly report: ReadReport;
  readonly digest: string | null;
}

const unread = (why: string): ReadText => ({ report: { ok: false, error: why }, digest: null });

const readOutput = (ports: GatePorts, read: GateRead, ran: readonly Ran[]): ReadText => {
  const outs = ran.flatMap(({ ended }) => (ended === undefined ? [] : [ended.out]));
  if (outs.includes(undefined))
    return unread('is more than can be read: have them write a file, and name it with `path`');
  const text = outs.join('');
  return { report: readReport(read, text), digest: ports.hash(text) };
};

const readFile = async (
  { gates: { reports }, hash }: GatePorts,
  read: GateRead,
  path: string,
  before: string | undefined,
): Promise<ReadText> => {
  const stamp = await reports.stamp(path);
  if (stamp === undefined) return unread('is not there: no command has written it');
  if (stamp === before) return unread('is older than the run: no command has written it anew');
  const found = await reports.read(path);
  if (!found.ok) return unread(`cannot be read: ${found.error.message}`);
  if (found.value === undefined) return unread('is not there: no command has written it');
  return { report: readReport(read, found.value), digest: hash(found.value) };
};

type Stamps = ReadonlyMap<string, string | undefined>;

const stampReports = async ({ gates: { reports } }: GatePorts, { reads }: Gate): Promise<Stamps> => {
  const paths = reads.flatMap(({ path }) => (path === undefined ? [] : [path]));
  return new Map(await Promise.all(paths.map(async (path) => [path, await reports.stamp(path)] as const)));
};

const readReports = (
  ports: GatePorts,
  { reads }: Gate,
  ran: readonly Ran[],
  before: Stamps,
): Promise<readonly ReadText[]> =>
  Promise.all(
    reads.map(async (read) =>
      read.path === undefined ? readOutput(ports, read, ran) : readFile(ports, read, read.path, before.get(read.path)),
    ),
  );

/** A report as it may be kept: what a test is called is made of what it was given, now and then. */
const redactNames = async ({ gates }: GatePorts, { report, digest }: ReadText): Promise<ReadText> => {
  if (!report.ok || report.value.kind !== 'tests' || report.value.tests.failing.length === 0) return { report, digest };
  const { tests } = report.value;
  const names = tests.failing.map((name) => name.replace(/\s+/g, ' '));
  const failing = (await gates.redact(names.join('\n'))).split('\n');
  return { report: { ok: true, value: { ...report.value, tests: { ...tests, failing } } }, digest };
};

interface Scene {
  readonly standing: Standing;
  readonly gate: Gate;
  readonly change: Change;
  readonly tree: string;
  readonly at: string;
}

const outcomeOf = ({ command, ended }: Ran) => ({
  ...command,
  how: ended === undefined || ended.how === 'stopped' ? ('not-run' as const) : ended.how,
  ...present('exit', ended?.exit),
});

const conclude = (ports: GatePorts, scene: Scene, ran: readonly Ran[], texts: readonly ReadText[]): Evidence => {
  const { gate, change, tree, at, standing } = scene;
  const root = ports.repository.root.replaceAll('\\', '/');
  const { tests, measures, problems } = concludeGate(gate, {
    commands: ran.map(outcomeOf),
    reports: texts.map(({ report }) => report),
    changed: filesOfGate(gate, change),
    places: { root, folders: gate.commands.map(({ folder }) => folder) },
  });
  const commands = ran.map((one) => {
    const { run, folder, how, exit = null } = outcomeOf(one);
    const { milliseconds = 0, shown = '' } = one.ended ?? {};
    return { run, folder, how, exit, milliseconds, outputDigest: ports.hash(shown) };
  });
  const reports = gate.reads.map(({ format, path = null }, index) => ({
    format,
    path,
    digest: texts[index]?.digest ?? null,
  }));
  const gateDigest = digestGate(gate, ports.hash);
  const common = { version: 1, gate: gate.id, gateDigest, tree, base: change.base, at } as const;
  const task = present('task', standing.task);
  return sealEvidence(
    { ...common, ...task, commands, reports, ...present('tests', tests), measures, problems },
    ports.hash,
  );
};

const writeOutput = (ran: readonly Ran[]): string =>
  ran.flatMap(({ command, ended }) => (ended === undefined ? [] : [`$ ${command.run}\n${ended.shown}`])).join('\n');

/** Keeps evidence, then journals it: what the journal does not tell of is not believed. */
const keep = (ports: GatePorts, evidence: Evidence, output: string): Promise<Result<string, Failure>> =>
  story(async function* () {
    const path = yield* need(ports.gates.evidence.keep(evidence, output));
    const { gate, id, digest, tree, task } = evidence;
    const verdict = isGreen(evidence) ? ('green' as const) : ('red' as const);
    yield* need(
      ports.journal.append({ kind: 'gate-ran', gate, evidence: id, digest, tree, verdict, ...present('task', task) }),
    );
    return path;
  });

const runWatched = (ports: GatePorts, standing: Standing, gate: Gate, watch: TreeWatch, more: Running) =>
  story<RanGate>(async function* () {
    const { watcher, signal } = more;
    const change = yield* need(measureForGates(ports, standing, signal));
    const before = await stampReports(ports, gate);
    const at = ports.clock.now();
    const ran = yield* need(runCommands(ports, gate, watcher, signal));
    const texts = await readReports(ports, gate, ran, before);
    const kept = await Promise.all(texts.map(async (one) => redactNames(ports, one)));
    const evidence = conclude(ports, { standing, gate, change, tree: watch.tree, at }, ran, kept);
    const moved = yield* need(watch.look());
    const shown = writeOutput(ran);
    const output = moved.length > 0 ? undefined : yield* need(keep(ports, evidence, shown));
    return {
      gate,
      verdict: isGreen(evidence) ? 'green' : 'red',
      evidence,
      ...present('output', output),
      shown,
      took: ran.reduce((sum, { ended }) => sum + (ended?.milliseconds ?? 0), 0),
      moved,
    };
  });

export interface Running {
  readonly watcher: GateWatcher;
  readonly signal?: AbortSignal | undefined;
}

/** Runs one gate on the tree as it is. What it finds is kept as evidence, unless files changed meanwhile. */
export const runGate = (
  ports: GatePorts,
  standing: Standing,
  gate: Gate,
  running: Running,
): Promise<Result<RanGate, Failure>> =>
  story(async function* () {
    const watch = yield* need(ports.gates.watchTree(running.signal));
    try {
      return yield* need(runWatched(ports, standing, gate, watch, running));
    } finally {
      await watch.dispose();
    }
  });
