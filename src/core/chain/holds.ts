import type { GateState } from '../gates/gate-state.ts';
import { matchesAny } from '../glob.ts';
import { code } from '../markdown/write.ts';
import { listNames } from '../wording.ts';
import { compilePattern } from '../policy/pattern.ts';
import type { PolicyPath } from '../policy/shape.ts';
import { marksIn, textsIn } from '../work-document/marks.ts';
import type { SliceDocument, StopDocument } from './document.ts';
import type { ChainFile } from './read.ts';
import type { FilesNow, Registries } from './registry.ts';
import type { Hold, HoldKind } from './slice-state.ts';

/** What a chain is held to: facts of the repository, and nothing that the chain says of itself. */
export interface ChainFacts extends FilesNow {
  /** The files of the commit that is checked out. */
  readonly committed: readonly string[];
  /** Those that are another there, or not there yet. */
  readonly changed: ReadonlySet<string>;
  /** How the gates of the policy stand, by id. */
  readonly gates: ReadonlyMap<string, GateState>;
  /** How the commands of slices stand, by the id of the slice. */
  readonly commands: ReadonlyMap<string, GateState>;
  /** The slice that the task of this worktree is of. */
  readonly active?: string | undefined;
  /** True where the chain is read as it was reviewed: only then what people decided counts. */
  readonly reviewed: boolean;
}

/** A slice, with what its holds are told of. */
export interface SliceScene {
  readonly file: ChainFile;
  readonly index: number;
  readonly slice: SliceDocument;
  readonly facts: ChainFacts;
  readonly registries: Registries;
}

const holdIn =
  ({ file, index }: SliceScene) =>
  (kind: HoldKind, at: PolicyPath, message: string, start = false): Hold => {
    const { line, column } = file.placeOf(['slices', index, ...at]);
    return { kind, message, path: file.path, line, column, start };
  };

const seeFiles = (scene: SliceScene): readonly Hold[] => {
  const { slice, facts } = scene;
  const hold = holdIn(scene);
  return slice.expects.flatMap((glob, index): readonly Hold[] => {
    const matches = matchesAny([glob]);
    const at = ['expects', index];
    if (!facts.files.some(matches)) return [hold('file', at, `No file ${code(glob)} is there yet.`)];
    const open = [...new Set([...facts.files.filter(matches), ...facts.committed.filter(matches)])]
      .filter((path) => facts.changed.has(path) || !facts.committed.includes(path))
      .sort();
    if (open.length === 0) return [];
    return [
      hold(
        'uncommitted',
        at,
        `${listNames(open.slice(0, 3), 'and')} ${open.length === 1 ? 'is' : 'are'} not committed.`,
      ),
    ];
  });
};

const notGreen: Readonly<Record<Exclude<GateState, 'green'>, string>> = {
  red: 'is red on the files as they are',
  stale: 'was run on other files',
  'not-run': 'was not run yet',
};

const notGreenOfCommands: typeof notGreen = {
  red: 'failed on the files as they are',
  stale: 'were run on other files',
  'not-run': 'were not run yet',
};

/** Why a gate lets nothing go on, as the end of a sentence; undefined where it is green. */
const whyNotGreen = (state: GateState | undefined): string | undefined => {
  if (state === 'green') return undefined;
  return state === undefined ? 'is no gate of the policy' : notGreen[state];
};

/** What has not been looked at is no answer yet. */
const kindOf = (state: GateState | undefined, otherwise: HoldKind): HoldKind =>
  state === 'stale' || state === 'not-run' ? 'unverified' : otherwise;

const seeGate = (scene: SliceScene, id: string, at: PolicyPath): readonly Hold[] => {
  const state = scene.facts.gates.get(id);
  const why = whyNotGreen(state);
  return why === undefined ? [] : [holdIn(scene)(kindOf(state, 'verification'), at, `The gate ${code(id)} ${why}.`)];
};

const seeCommands = (scene: SliceScene, index: number): readonly Hold[] => {
  const state = scene.facts.commands.get(scene.slice.id) ?? 'not-run';
  if (state === 'green') return [];
  const message = `Its commands ${notGreenOfCommands[state]}.`;
  return [holdIn(scene)(kindOf(state, 'verification'), ['verify', index], message)];
};

/** Its commands are one gate, told where the first of them stands. */
const seeVerification = (scene: SliceScene): readonly Hold[] => {
  const { verify } = scene.slice;
  const first = verify.findIndex((check) => 'run' in check);
  return verify.flatMap((check, index) => {
    if ('gate' in check) return seeGate(scene, check.gate, ['verify', index, 'gate']);
    return index === first ? seeCommands(scene, index) : [];
  });
};

const seeIds = (scene: SliceScene, key: 'evaluations' | 'evidence'): readonly Hold[] => {
  const { slice, registries, file } = scene;
  const hold = holdIn(scene);
  const known = registries.entries.get(key);
  // A task starts with evaluations to be verified by; its evidence is what it makes.
  const start = key === 'evaluations';
  return (slice[key] ?? []).flatMap((id, index): readonly Hold[] => {
    const at = [key, index];
    if (known === undefined) {
      const isDeclared = file.chain?.registries?.[key] !== undefined;
      const why = isDeclared ? 'cannot be read' : 'is none that the chain has';
      return [hold('registry', at, `The registry ${code(key)} ${why}, so nothing is known of ${code(id)}.`, start)];
    }
    const entry = known.get(id);
    if (entry === undefined)
      return [hold(start ? 'unready' : 'evidence', at, `The registry ${code(key)} has no ${code(id)}.`, start)];
    if (entry.state === 'READY') return [];
    const kind = entry.state === 'MIGRATION_BLOCKED' ? 'migration-blocked' : start ? 'unready' : 'evidence';
    const message = `${code(id)} is ${entry.state} (${entry.file} line ${entry.line}).`;
    return [hold(kind, at, message, start)];
  });
};

interface Seen {
  /** What kind of hold it is; left out: the condition holds. */
  readonly kind?: HoldKind;
  /** Why it holds; undefined where it is clear. */
  readonly why: string | undefined;
}

const searchFor = ({ pattern, in: globs }: NonNullable<StopDocument['found']>, facts: ChainFacts): Seen => {
  const searched = compilePattern(pattern, 'lines');
  const matches = matchesAny(globs);
  const texts = facts.files.filter(matches).map((path) => [path, facts.read(path)] as const);
  if (texts.length === 0) return { why: `there is no file in ${listNames(globs, 'and')} to look into` };
  const unread = texts.find(([, text]) => text === undefined);
  if (unread !== undefined) return { why: `${code(unread[0])} cannot be read, so it cannot be told` };
  const found = texts.find(([, text]) => searched?.test(text ?? '') !== false);
  return { why: found === undefined ? undefined : `it is found in ${code(found[0])}` };
};

const look = (stop: StopDocument, { facts, registries }: SliceScene): Seen => {
  if (stop.gate !== undefined) {
    const state = facts.gates.get(stop.gate);
    const why = whyNotGreen(state);
    return {
      kind: kindOf(state, 'stop'),
      why: why === undefined ? undefined : `the gate ${code(stop.gate)} ${why}`,
    };
  }
  if (stop.missing !== undefined) {
    const gone = stop.missing.filter((glob) => !facts.files.some(matchesAny([glob])));
    return {
      why: gone.length === 0 ? undefined : `${listNames(gone, 'and')} ${gone.length === 1 ? 'is' : 'are'} not there`,
    };
  }
  if (stop.found !== undefined) return searchFor(stop.found, facts);
  if (stop.registries === undefined) return { why: 'only a person can tell', kind: 'decision' };
  const [first] = registries.problems;
  return {
    why: first === undefined ? undefined : `${first.source} line ${first.line}: ${first.message.replace(/\.$/, '')}`,
  };
};

const seeStops = (scene: SliceScene): readonly Hold[] => {
  const { slice, facts } = scene;
  const hold = holdIn(scene);
  return slice.stop.flatMap((stop, index): readonly Hold[] => {
    const at = ['stop', index, 'text'];
    const decided = facts.reviewed ? slice.decisions?.findLast(({ on }) => on === stop.id) : undefined;
    if (decided?.answer === 'holds')
      return [
        hold('stop', at, `${stop.text} (${decided.who} decided on ${decided.at} that it holds: ${decided.because})`),
      ];
    const { why, kind = 'stop' } = look(stop, scene);
    if (why === undefined || (kind === 'decision' && decided !== undefined)) return [];
    return [hold(kind, at, `${stop.text} (${kind === 'decision' ? `${why}: ${slice.decide}` : why})`)];
  });
};

const tellMark = { 'migration-blocked': 'waits for a migration', 'open-variable': 'is open' } as const;

const seeOwnMarks = (scene: SliceScene): readonly Hold[] => {
  const hold = holdIn(scene);
  const { 'migration-blocked': migration, ...rest } = scene.slice;
  return [
    ...(migration === undefined
      ? []
      : [hold('migration-blocked', ['migration-blocked'], `It is MIGRATION_BLOCKED: ${migration}`, true)]),
    ...textsIn(rest).flatMap(([at, text]) =>
      // The words of a chain may speak of such work; its own is told by `migration-blocked`.
      marksIn(text)
        .filter(({ kind }) => kind === 'open-variable')
        .map((mark) => hold('open-variable', at, `${code(mark.text)} is open: nobody has said yet what it is.`, true)),
    ),
  ];
};

/** Marks in the files it leaves; what a registry says of its entries is told by their status. */
const seeFileMarks = ({ slice, facts, file }: SliceScene): readonly Hold[] => {
  const registries = new Set(Object.values(file.chain?.registries ?? {}).map((one) => one.file));
  return facts.files
    .filter(matchesAny(slice.expects))
    .filter((path) => !registries.has(path))
    .flatMap((path): readonly Hold[] => {
      const read = facts.read(path);
      if (read === undefined) {
        const why = facts.unread.get(path) ?? `${code(path)} cannot be read.`;
        return [
          {
            kind: 'file',
            message: `${why} What is open in it cannot be told.`,
            path,
            line: 1,
            column: 1,
            start: false,
          },
        ];
      }
      return marksIn(read).map(({ kind, text, line, column }) => ({
        kind,
        message: `${code(text)} ${tellMark[kind]} here.`,
        path,
        line,
        column,
        start: false,
      }));
    });
};

/** Everything that keeps a slice from being done, the most basic first. */
export const holdsOf = (scene: SliceScene): readonly Hold[] => [
  ...seeOwnMarks(scene),
  ...seeFiles(scene),
  ...seeFileMarks(scene),
  ...seeVerification(scene),
  ...seeIds(scene, 'evaluations'),
  ...seeIds(scene, 'evidence'),
  ...seeStops(scene),
];
