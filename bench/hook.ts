// From a patch to the answer of the hook, as Codex starts it when no editor is open: a process of its own that has to load
// everything. `npm run bench -- hook`.
import { spawnSync } from 'node:child_process';
import { makeTemporaryFolder } from '../scripts/temporary-folder.ts';
import { lay, patchOf, type Tell } from './ruling.ts';
import { quantile, take } from './strokes.ts';

const rounds = 20;
const commandLine = 'dist/cli.cjs';

const ask = (root: string, mode: string, files: number, round: number): void => {
  const input = JSON.stringify({
    session_id: 'bench',
    cwd: root,
    hook_event_name: 'PreToolUse',
    tool_name: 'apply_patch',
    tool_use_id: `${round}`,
    tool_input: { command: patchOf(round, files) },
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, [commandLine, 'hook', 'PreToolUse', '--mode', mode], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  if (stdout !== '' && !stdout.includes('permissionDecision')) throw new Error(stdout);
};

const benchUnder = async (policy: string, mode: string, goal: string, tell: Tell): Promise<void> => {
  const folder = makeTemporaryFolder('codex-governor-hook');
  try {
    lay(folder.path, policy);
    for (const files of [1, 3]) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1)
        times.push(await take(async () => ask(folder.path, mode, files, round)));
      const wall = [0.5, 0.95]
        .map((share) => `${quantile(times, share).toFixed(0)} ms`)
        .join(', at the 95th percentile ');
      tell(`\`${policy}\`: a patch of ${files} ${files === 1 ? 'file' : 'files'}, cold`, wall, goal);
    }
  } finally {
    folder.dispose();
  }
};

/** Lines of a table: a hook that judges by itself, under the few rules of `starter` and under all of `dawsos`. */
export const benchHook = async (tell: Tell): Promise<void> => {
  await benchUnder('starter', 'refactor', '300 ms at the 95th percentile', tell);
  await benchUnder('dawsos', 'linter-refactor', '', tell);
};
