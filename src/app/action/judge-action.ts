import {
  judgeCommand,
  judgePrompt,
  judgeTool,
  present,
  ruleBy,
  success,
  type Action,
  type CommandAction,
  type CommandLine,
  type PatchAction,
  type PromptAction,
  type ProposedFile,
  type Result,
  type Ruling,
  type StandingFile,
  type ToolAction,
} from '#core';
import type { CheckPorts } from '../review/check-change.ts';
import type { Failure } from '../failure.ts';
import type { Settlement } from './held-patches.ts';
import { judgePatch, prepareAhead } from './judge-patch.ts';
import {
  holdGroundTo,
  judgeStill,
  openPatchGround,
  warmGround,
  type Judged,
  type PatchGround,
} from './patch-ground.ts';
import { inOrder } from '../in-order.ts';
import { findingOfFreeze } from '../law/kill-switch.ts';
import type { ReadSecrets } from '../review/reader-ports.ts';
import type { Standing } from '../law/standing.ts';

export interface ActionPorts extends CheckPorts {
  readonly readSecrets: ReadSecrets;
  /** Looks at one path of the working tree; what a link leads to, or another spelling of its name, is no place for a patch. */
  readonly lookAt: (path: string) => Promise<Result<StandingFile, Failure>>;
  /** What a line for a shell does. */
  readonly readCommandLine: (line: string) => Promise<CommandLine>;
}

/** A ruling, with the files as a patch would leave them. */
export interface RuledAction {
  readonly ruling: Ruling;
  /** Empty for anything but a patch, and for a patch that cannot be applied. */
  readonly files: readonly ProposedFile[];
}

export interface JudgeOptions {
  /**
   * Keeps a patch that could be applied under this name until it is settled: those that come later are judged on top of it.
   * One that is blocked is kept, too, as a person may let it through: whoever names a patch settles it.
   */
  readonly hold?: string;
  readonly signal?: AbortSignal;
}

interface LookBeforeOptions {
  readonly begun?: () => void;
  readonly signal?: AbortSignal | undefined;
}

type Looked = Pick<Judged, 'reading' | 'judgement'>;

/** Judges what an agent is about to do, one action after the other. Stays warm: only what changed is read again. */
export interface ActionJudge {
  judge: (action: Action, options?: JudgeOptions) => Promise<Result<RuledAction, Failure>>;
  /** Says what became of a patch that was held; a name that nothing was held under is nothing. */
  settle: (hold: string, how: Settlement) => void;
  /** Something on disk may have changed that no held patch explains: it is measured again before the next ruling. */
  moved: () => void;
  /** Holds all that comes to another standing of the same law and base, over the same patches. */
  holdTo: (standing: Standing) => Promise<void>;
  /** Measures what stands now, and judges it with the patches that are held on top. */
  look: (signal?: AbortSignal) => Promise<Result<Looked, Failure>>;
  /**
   * The same before a patch is judged. What stood there last is most often what stands now: so the patch is judged on that
   * meanwhile, and where it is, who has it judged next need not wait. `begun` is called as soon as that is under way, or will
   * not be: who has more to do on the same thread holds it up until then.
   */
  lookBefore: (action: PatchAction, options?: LookBeforeOptions) => Promise<Result<Looked, Failure>>;
  /** Measures and judges ahead of the first action, so that it need not wait. */
  warmUp: (signal?: AbortSignal) => Promise<Result<void, Failure>>;
}

const ofFindings = (findings: Ruling['findings']): RuledAction => ({ ruling: ruleBy(findings), files: [] });

const stopsOf = ({ freeze }: Standing, { hash }: ActionPorts) =>
  freeze === undefined ? [] : [findingOfFreeze(freeze, hash, 'action')];

const judgeUse = (ports: ActionPorts, standing: Standing, action: ToolAction): RuledAction => {
  const law = { ...present('mode', standing.standard.mode), hash: ports.hash };
  return ofFindings([...stopsOf(standing, ports), ...judgeTool(action, law)]);
};

const judgeWords = async (
  ports: ActionPorts,
  standing: Standing,
  action: PromptAction,
  signal: AbortSignal | undefined,
): Promise<Result<RuledAction, Failure>> => {
  const { readSecrets, hash } = ports;
  const { policy, mode } = standing.standard;
  const read = await readSecrets([{ path: 'prompt.md', text: action.text }], signal);
  if (!read.ok) return read;
  const law = { policy, ...present('mode', mode), secrets: read.value[0] ?? [], hash };
  return success(ofFindings([...stopsOf(standing, ports), ...judgePrompt(action, law)]));
};

type JudgePatch = (action: PatchAction) => Promise<Result<RuledAction, Failure>>;

/** A line is judged by what it starts; one that is nothing but a patch for Codex, as that patch. */
const judgeLine = async (
  ports: ActionPorts,
  standing: Standing,
  action: CommandAction,
  judgeOne: JudgePatch,
): Promise<Result<RuledAction, Failure>> => {
  const { readCommandLine, hash, repository } = ports;
  const { root } = repository;
  const { command, cwd = root } = action;
  const line = await readCommandLine(command);
  if (line.patch !== undefined) {
    const { text, folder = '.' } = line.patch;
    const isAbsolute = /^(?:[/\\]|[A-Za-z]:)/.test(folder);
    return judgeOne({ kind: 'patch', patch: { text }, cwd: isAbsolute ? folder : `${cwd}/${folder}` });
  }
  const law = { ...present('mode', standing.standard.mode), root, cwd, hash };
  return success(ofFindings([...stopsOf(standing, ports), ...judgeCommand(line, law)]));
};

const lookBefore = async (
  ground: PatchGround,
  action: PatchAction,
  { begun = () => undefined, signal }: LookBeforeOptions,
): Promise<Result<Looked, Failure>> => {
  const { measured } = ground;
  const moved = new AbortController();
  const until = signal === undefined ? moved.signal : AbortSignal.any([moved.signal, signal]);
  // A few files are read in a moment, and not behind all that is looked at to find out what has moved. What goes wrong there
  // goes wrong again, and is told, where it is judged.
  const prepared = await prepareAhead(ground, action).catch(() => undefined);
  const ahead = prepared?.ok === true ? prepared.value?.(until).catch(() => undefined) : undefined;
  ground.isCurrent = false;
  begun();
  try {
    const looked = await judgeStill(ground, signal);
    if (ground.measured !== measured) moved.abort();
    return looked;
  } finally {
    await ahead;
  }
};

/** Opens a judge of actions over what a standing holds the work to. Nothing is measured before the first patch. */
export const openActionJudge = (ports: ActionPorts, standing: Standing): ActionJudge => {
  const ground = openPatchGround(ports, standing);
  const turn = inOrder();
  return {
    judge: async (action, { hold, signal } = {}) => {
      const judgeOne: JudgePatch = (patch) => turn(() => judgePatch(ground, patch, { hold, signal }));
      if (action.kind === 'patch') return judgeOne(action);
      if (action.kind === 'tool') return success(judgeUse(ports, ground.standing, action));
      return action.kind === 'prompt'
        ? judgeWords(ports, ground.standing, action, signal)
        : judgeLine(ports, ground.standing, action, judgeOne);
    },
    settle: (hold, how) => ground.held.settle(hold, how),
    moved: () => {
      ground.isCurrent = false;
    },
    holdTo: (next) =>
      turn(async () => {
        holdGroundTo(ground, next);
        return Promise.resolve();
      }),
    look: (signal) =>
      turn(() => {
        ground.isCurrent = false;
        return judgeStill(ground, signal);
      }),
    lookBefore: (action, options = {}) => turn(() => lookBefore(ground, action, options)),
    warmUp: (signal) => turn(() => warmGround(ground, signal)),
  };
};

/** One ruling by somebody who keeps nothing. */
export const judgeOnce = (
  ports: ActionPorts,
  standing: Standing,
  action: Action,
  signal?: AbortSignal,
): Promise<Result<RuledAction, Failure>> =>
  openActionJudge(ports, standing).judge(action, signal === undefined ? {} : { signal });
