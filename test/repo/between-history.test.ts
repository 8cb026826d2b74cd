// Patches on a repository that moves at random: hooks that know what earlier ones found say what one says that knows nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { judgeOnce, takeStanding } from '#app';
import { courtHere, openAhead, openKeepingMachine, openMachine, type Machine } from '#repo';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import { projectRoot } from '../cli/command-line.ts';
import { makeSample } from '../sample/make-sample.ts';
import { demand } from './temporary-repository.ts';

const policies = join(projectRoot, 'policies');

/** Whole numbers below a limit, the same ones for the same seed. */
const drawFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};
type Draw = ReturnType<typeof drawFrom>;

const pick = <Item>(draw: Draw, items: readonly Item[]): Item => {
  const item = items[draw(items.length)];
  assert.ok(item !== undefined);
  return item;
};

/** Files of the backend that are there, by path. */
const listed = (root: string): readonly string[] =>
  readdirSync(join(root, 'backend'), { recursive: true })
    .map((name) => `backend/${String(name)}`)
    .filter((path) => path.endsWith('.py'))
    .sort();

const lines = (root: string, path: string): string[] => readFileSync(join(root, path), 'utf8').split('\n');

const fresh = [
  'import requests',
  'print(row)',
  'x = get("https://example.com")',
  'value = 1',
  'def more() -> None: ...',
];

const git = (root: string, ...words: readonly string[]): void => {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.invalid'];
  execFileSync('git', [...author, ...words], { cwd: root });
};

/** One thing that somebody does to the working tree. */
const move = (draw: Draw, root: string): string => {
  const path = pick(draw, listed(root));
  const text = lines(root, path);
  const what = pick(draw, ['cut', 'cut', 'put', 'put', 'copy', 'rename', 'delete', 'commit', 'docs'] as const);
  if (what === 'cut') text.splice(draw(text.length), 1 + draw(3));
  if (what === 'put') text.splice(draw(text.length), 0, pick(draw, fresh));
  if (what === 'cut' || what === 'put') writeFileSync(join(root, path), text.join('\n'));
  if (what === 'copy') writeFileSync(join(root, `backend/app/services/copy_${draw(3)}.py`), text.join('\n'));
  if (what === 'rename') renameSync(join(root, path), join(root, `${path.slice(0, -3)}_moved.py`));
  if (what === 'delete') rmSync(join(root, path));
  if (what === 'commit')
    git(root, 'commit', '--quiet', '--all', '--allow-empty', '--message', `Step ${draw(100)}, ADR-0001`);
  if (what === 'docs') writeFileSync(join(root, 'README.md'), `Read ${draw(100)}.\n`);
  return what;
};

/** A patch of one or two files: a line more, and one less. */
const patchOf = (draw: Draw, root: string): string => {
  const paths = new Set([pick(draw, listed(root)), pick(draw, listed(root))]);
  const edits = [...paths].flatMap((path) => {
    const text = lines(root, path);
    const unique = text.filter((line) => line.trim() !== '' && text.indexOf(line) === text.lastIndexOf(line));
    if (unique.length === 0) return [];
    return [`*** Update File: ${path}`, '@@', `-${pick(draw, unique)}`, `+${pick(draw, fresh)}`];
  });
  return ['*** Begin Patch', ...edits, '*** End Patch'].join('\n');
};

/** Spoils what is kept, in one of many ways, or not at all. */
const spoil = (draw: Draw, file: string): string => {
  // A patch that fits nowhere is not read, and nothing is kept of it.
  if (!existsSync(file)) return 'nothing';
  const how = pick(draw, ['no', 'no', 'no', 'cut', 'bytes', 'another', 'gone'] as const);
  if (how === 'cut') truncateSync(file, draw(statSync(file).size));
  if (how === 'bytes') {
    const bytes = readFileSync(file);
    for (let turn = 0; turn < 50; turn += 1) bytes[200 + draw(bytes.length - 200)] = draw(256);
    writeFileSync(file, bytes);
  }
  if (how === 'another') writeFileSync(file, 'codex-governor known of another\n');
  if (how === 'gone') rmSync(file);
  return how;
};

const rule = async (ports: Machine, patch: string): Promise<unknown> => {
  const standing = demand(await takeStanding(ports, { mode: 'linter-refactor' }));
  return demand(await judgeOnce(ports, standing, { kind: 'patch', patch: { text: patch } }));
};

describe('a random history', function () {
  this.timeout(600_000);
  let made: ReturnType<typeof makeTemporaryFolder> | undefined;
  afterEach(() => made?.dispose());

  for (const seed of [3, 8])
    it(`is judged alike with what was kept and without it, also where that is spoilt (${seed})`, async () => {
      made = makeTemporaryFolder('codex-governor-history');
      const root = made.path;
      makeSample(root, { policy: readFileSync(join(policies, 'dawsos/policy.yaml'), 'utf8') });
      const draw = drawFrom(seed);
      const done: string[] = [];
      const verdicts = new Set<string>();
      for (let step = 0; step < 14; step += 1) {
        done.push(move(draw, root));
        const patch = patchOf(draw, root);
        const opening = { startedIn: root, isBrief: true };
        const plain = demand(await openMachine(root, { policies, court: courtHere }, opening));
        const said = await rule(plain, patch);
        const ahead = openAhead(root, { ...opening, measures: true });
        const kept = { ...opening, edition: 'tried', opening: ahead };
        const keeping = demand(await openKeepingMachine(root, { policies }, kept));
        assert.deepEqual(await rule(keeping.machine, patch), said, done.join(', '));
        await ahead.dispose();
        await keeping.save();
        done.push(spoil(draw, join(plain.ownFolder, 'known')));
        verdicts.add(JSON.stringify(said));
      }
      assert.ok(verdicts.size > 10, 'it is not the same each time');
    });
});
