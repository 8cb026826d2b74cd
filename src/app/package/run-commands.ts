import { counted, failure, splitCommand, success, type PackageCommand, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import type { RanCommand } from '../gates/gate-ports.ts';
import { need, story } from '../story.ts';
import type { PackagePorts, PackageWalker } from './package-ports.ts';

const minute = 60_000;
const minutesByDefault = 10;

/** What is needed to run commands of a package. */
export interface CommandScene {
  readonly ports: PackagePorts;
  readonly walker: PackageWalker;
  readonly task: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** What commands came to, up to the first that failed. */
export interface RanCommands {
  /** Why they failed, in a whole sentence; left out: all ended well. */
  readonly why?: string;
  /** What they wrote to their standard output. */
  readonly out: string;
  /** The end of what they wrote to both outputs, without secrets. */
  readonly shown: string;
}

const tellEnd = ({ run }: PackageCommand, { how, exit }: RanCommand, minutes: number): string | undefined => {
  if (how === 'exited') return exit === 0 ? undefined : `\`${run}\` ended with exit code ${exit ?? 'unknown'}.`;
  if (how === 'timeout')
    return `\`${run}\` took longer than ${counted(minutes, 'minute')} and was ended, with all that it had started.`;
  if (how === 'missing') return `\`${run}\`: there is no such program on this machine, or not on its PATH.`;
  if (how === 'not-started') return `\`${run}\` could not be started: the system refused it.`;
  return how === 'no-folder' ? `\`${run}\` was to run in a folder that is not there.` : `\`${run}\` was ended.`;
};

const cancelled = fail('cancelled', 'It was stopped. The package goes on at this step the next time.');

const runOne = ({ ports, walker, task, signal }: CommandScene, command: PackageCommand) =>
  story<RanCommands>(async function* () {
    const { run, folder = '', minutes = minutesByDefault } = command;
    const words = splitCommand(run);
    // The package was checked before.
    if (!words.ok) throw new Error(`A command of a package cannot be read: ${words.error}`);
    walker.hear({ kind: 'command', command });
    const ended = await ports.gates.run({ words: words.value, folder, longest: minutes * minute, signal });
    const { exit = null } = ended;
    const told = { kind: 'command-ran', command: run, exit, ...(task === undefined ? {} : { task }) } as const;
    yield* need(ports.journal.append(told));
    if (ended.how === 'stopped') yield* need(failure(cancelled));
    const why = tellEnd(command, ended, minutes);
    return { out: ended.out ?? '', shown: ended.shown, ...(why === undefined ? {} : { why }) };
  });

/** Runs commands one after the other, until one of them fails. Each is journalled. Fails with `cancelled`. */
export const runCommands = (
  scene: CommandScene,
  commands: readonly PackageCommand[],
): Promise<Result<RanCommands, Failure>> =>
  story(async function* () {
    let all: RanCommands = { out: '', shown: '' };
    for (const command of commands) {
      const ran = yield* need(runOne(scene, command));
      all = { ...ran, out: all.out + ran.out, shown: all.shown + ran.shown };
      if (ran.why !== undefined) return all;
    }
    return yield* need(success(all));
  });
