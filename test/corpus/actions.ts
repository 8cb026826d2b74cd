// The actions of the corpus, and the world that they are judged in.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Action, PatchAction, ProposedFile, ToldChange } from '#core';
import { courtHere, openMachine, type Machine } from '#repo';
import { openCodexProgram, type CodexProgram } from '../core/patch/codex-program.ts';
import { policyPath, projectRoot } from '../cli/command-line.ts';
import { demand, makeRepository, type TestRepository } from '../repo/temporary-repository.ts';

type Verdict = 'pass' | 'warn' | 'block';

/** An action as it is written down. */
interface Written {
  readonly title?: string;
  readonly mode?: string;
  readonly patch?: string;
  readonly files?: readonly ProposedFile[];
  readonly changes?: readonly ToldChange[];
  readonly command?: string;
  readonly prompt?: string;
  readonly follows?: true;
  /** What the task has changed before; null: removed. */
  readonly work?: Readonly<Record<string, string | null>>;
  /** False where it can never be on disk. */
  readonly lands?: false;
  /** True where what it brings stood there before. */
  readonly stood?: true;
  readonly verdict: Verdict;
  readonly rules?: readonly string[];
}

/** An action of the corpus, with what has to be said of it. */
export interface CorpusAction extends Pick<Written, 'work' | 'lands' | 'stood'> {
  readonly title: string;
  readonly mode: string;
  readonly action: Action;
  readonly verdict: Verdict;
  /** The rules of what it brings, sorted. */
  readonly rules: readonly string[];
}

const patchOf = ({ patch, files, changes }: Written): PatchAction['patch'] => {
  if (files !== undefined) return { files };
  return changes === undefined ? { text: patch ?? '' } : { changes };
};

const actionOf = (written: Written): Action => {
  if (written.command !== undefined) return { kind: 'command', command: written.command };
  if (written.prompt === undefined) return { kind: 'patch', patch: patchOf(written) };
  return { kind: 'prompt', text: written.prompt, ...(written.follows === true ? { follows: true } : {}) };
};

const read = (name: string): unknown => parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

const corpusOf = (written: Written): CorpusAction => ({
  title: written.title ?? written.command ?? written.prompt ?? '',
  mode: written.mode ?? 'work',
  action: actionOf(written),
  ...(written.work === undefined ? {} : { work: written.work }),
  ...(written.lands === undefined ? {} : { lands: written.lands }),
  ...(written.stood === undefined ? {} : { stood: written.stood }),
  verdict: written.verdict,
  rules: [...(written.rules ?? [])].sort(),
});

/** Every action of the corpus. */
export const corpus: readonly CorpusAction[] = ['patches.yaml', 'words.yaml']
  .flatMap((name) => read(name) as readonly Written[])
  .map(corpusOf);

export interface World {
  readonly repository: TestRepository;
  readonly machine: Machine;
  /** The real Codex, to land patches with. */
  readonly codex: CodexProgram;
  /** Puts it back as it was when the task began, with what the task changed before an action. */
  readonly prepare: (action: CorpusAction) => void;
}

/** A repository on disk that the actions are about; `place`: the folder to make it in, where it is not to be the usual one. */
export const openWorld = async (place?: string): Promise<World> => {
  const { policy, files } = read('world.yaml') as { policy: unknown; files: Record<string, string> };
  const repository = makeRepository({ ...files, [policyPath]: JSON.stringify(policy) }, place);
  const { root, environment } = repository;
  const parts = { policies: `${projectRoot}/policies`, court: courtHere };
  const machine = demand(await openMachine(root, parts, { environment, startedIn: root }));
  return {
    repository,
    machine,
    codex: openCodexProgram(),
    prepare: ({ action, work = {} }) => {
      // What is not written can move nothing.
      if (action.kind === 'prompt') return;
      repository.git('reset', '--quiet', '--hard');
      repository.git('clean', '-fdxq');
      for (const [path, text] of Object.entries(work)) {
        if (text === null) repository.remove(path);
        else repository.write(path, text);
      }
    },
  };
};
