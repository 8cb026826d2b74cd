import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isThere } from '../durable-file.ts';
import { LockBusy, underLock, type Held } from '../file-lock.ts';
import { readAddress } from './address.ts';
import { askEngine, isReached } from './ask.ts';
import { offerEngine, type AnswerQuestion, type EnginePlace, type OfferedEngine } from './offer.ts';
import { endQuestion, isEndQuestion, isStateQuestion, type ResidentState } from './resident-state.ts';
import { dropClaim } from './start-resident.ts';
import { tellSurroundings } from './surroundings.ts';
import { watchOver } from './watch-over.ts';

/** Why an engine that stays has ended, or has not begun. */
export type ResidentEnd =
  /** Another one answers here: a window, or one that came first or later. */
  | 'another'
  /** Nobody has asked for a while. */
  | 'idle'
  /** Its program is not the one any more that it was started as. */
  | 'replaced'
  /** The repository is gone. */
  | 'gone'
  /** It takes too much memory. */
  | 'full'
  /** It cannot tell, time and again, or has a bug: whoever asks sees for themselves. */
  | 'unable'
  /** The repository has nothing to judge by. */
  | 'lawless'
  /** A person, or a newer one, has told it to. */
  | 'told';

export interface ResidentParts {
  readonly place: EnginePlace;
  readonly build: string;
  /** The environment that it judges in. */
  readonly environment: NodeJS.ProcessEnv;
  /** The file that it was started from, absolute. */
  readonly program: string;
  readonly answer: AnswerQuestion;
  /** Does ahead what the first who asks would wait for; false where there is nothing to judge by. */
  readonly warmUp: () => Promise<boolean>;
  /** Writes down for other processes what was found out. */
  readonly save: () => Promise<void>;
  readonly signal: AbortSignal;
}

export interface ResidentLimits {
  /** Milliseconds without a question, until it ends. */
  readonly idle: number;
  /** Bytes of memory; beyond that it ends after the question at hand. */
  readonly memory: number;
  /** Milliseconds between two looks at whether it still has a reason to be there. */
  readonly beat: number;
  /** Milliseconds that it may be held up before it is ended by force. */
  readonly heldUp: number;
}

const usual: ResidentLimits = { idle: 900_000, memory: 1_200_000_000, beat: 2_000, heldUp: 60_000 };

/** So often in a row it may be unable to tell. */
const mostUntold = 3;
/** How long an answer that is out has to be written, in milliseconds. */
const farewell = 50;
/** How long a resident of another build has to go, and how often a lock has to be touched to stay one's own. */
const [leaving, touching] = [5_000, 10_000];

const stampOf = async (file: string): Promise<string> =>
  stat(file).then(
    ({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`,
    () => 'gone',
  );

/** What a resident is doing at the moment. */
interface Life {
  lastAsked: number;
  atWork: number;
  untold: number;
  answered: number;
  why: ResidentEnd | undefined;
}

const stateOf = ({ answered }: Life, since: Date): ResidentState => ({
  pid: process.pid,
  since: since.toISOString(),
  memory: process.memoryUsage.rss(),
  answered,
});

const answering = (
  { answer, program, place }: ResidentParts,
  { memory }: ResidentLimits,
  { life, stamp, since }: { readonly life: Life; readonly stamp: string; readonly since: Date },
): AnswerQuestion => {
  const end = (why: ResidentEnd): undefined => void (life.why ??= why);
  const isReplaced = async (): Promise<boolean> => (await stampOf(program)) !== stamp;
  const rule: AnswerQuestion = async (question, gone) => {
    if (await isReplaced()) return end('replaced');
    const told = await answer(question, gone);
    // What was loaded meanwhile may be of another program.
    if (await isReplaced()) return end('replaced');
    if (told === undefined) {
      if (!gone.aborted) life.untold += 1;
      return life.untold < mostUntold ? undefined : end('unable');
    }
    life.untold = 0;
    life.answered += 1;
    await dropClaim(place.ownFolder);
    return told;
  };
  return async (question, gone) => {
    if (isEndQuestion(question)) end('told');
    if (isEndQuestion(question) || isStateQuestion(question)) return stateOf(life, since);
    life.atWork += 1;
    try {
      return await rule(question, gone);
    } catch (error) {
      end('unable');
      throw error;
    } finally {
      life.atWork -= 1;
      life.lastAsked = performance.now();
      if (process.memoryUsage.rss() > memory) end('full');
    }
  };
};

const isOver = async (
  { place, program, signal }: ResidentParts,
  { idle }: ResidentLimits,
  { life, stamp, held, engine }: { life: Life; stamp: string; held: Held; engine: OfferedEngine },
): Promise<ResidentEnd | undefined> => {
  if (signal.aborted) return 'told';
  if (life.why !== undefined) return life.why;
  const isLeft = !(await engine.isAsked()) || !(await held.isMine());
  // What goes with the repository may be gone before it: it is looked for last.
  if (!(await isThere(place.root))) return 'gone';
  if (isLeft) return 'another';
  if ((await stampOf(program)) !== stamp) return 'replaced';
  return life.atWork === 0 && performance.now() - life.lastAsked > idle ? 'idle' : undefined;
};

/** Until the next look, or the end if that is sooner. */
const rest = async (time: number, signal: AbortSignal): Promise<void> =>
  setTimeout(time, undefined, { signal }).catch(() => undefined);

const serve = async (parts: ResidentParts, limits: ResidentLimits, held: Held): Promise<ResidentEnd> => {
  const { place, build, environment, signal } = parts;
  const life: Life = { lastAsked: performance.now(), atWork: 0, untold: 0, answered: 0, why: undefined };
  const stamp = await stampOf(parts.program);
  const since = new Date();
  if (!(await parts.warmUp())) return 'lawless';
  await parts.save();
  // A window may have opened while it was warming up.
  if (await isServedElse(parts)) return 'another';
  const answer = answering(parts, limits, { life, stamp, since });
  const engine = await offerEngine(place, { build, answer, surroundings: tellSurroundings(environment) });
  if (engine === undefined) return 'unable';
  try {
    for (;;) {
      const why = await isOver(parts, limits, { life, stamp, held, engine });
      if (why !== undefined) return why;
      // Who waits for an answer need not wait for that.
      if (life.atWork === 0) await parts.save();
      await rest(life.why === undefined ? limits.beat : 0, signal);
    }
  } finally {
    while (life.atWork > 0 && !signal.aborted) await rest(farewell, signal);
    await rest(farewell, signal);
    await engine.dispose();
    await parts.save();
  }
};

const isServedElse = async ({ place, build }: ResidentParts): Promise<boolean> => {
  const address = await readAddress(place.ownFolder);
  return address?.build === build && (await isReached(address));
};

/** One of another build is told to go; who asks it would not believe it. */
const sendAway = async ({ place, build, environment }: ResidentParts): Promise<void> => {
  const address = await readAddress(place.ownFolder);
  if (address === undefined || address.build === build || address.surroundings === undefined) return;
  await askEngine(place.root, endQuestion, { build, environment, whoever: true });
};

/**
 * Stays, and answers the hooks of Codex in a worktree where no window does, until there is no reason to any more. One for each
 * worktree: of several that start at once, one stays. Throws what the system refuses.
 */
export const reside = async (parts: ResidentParts, wishes: Partial<ResidentLimits> = {}): Promise<ResidentEnd> => {
  const limits = { ...usual, ...wishes };
  if (await isServedElse(parts)) return 'another';
  await sendAway(parts);
  const callOff = watchOver(limits.heldUp);
  try {
    return await underLock(join(parts.place.ownFolder, 'engine.lock'), async (held) => serve(parts, limits, held), {
      patience: leaving,
      touchEvery: touching,
    });
  } catch (error) {
    if (error instanceof LockBusy) return 'another';
    throw error;
  } finally {
    await callOff();
  }
};
