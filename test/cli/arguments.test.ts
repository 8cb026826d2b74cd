import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { makeFolder, personIn, removeFolders } from '../repo/temporary-repository.ts';
import { govern, makeGoverned, projectRoot, runIn } from './command-line.ts';
import manifest from '../../package.json' with { type: 'json' };

const commands = ['init', 'policy', 'start', 'task', 'pack', 'change', 'functions', 'check', 'replay', 'pr'];
const nested = [
  'evidence pack',
  'evidence report',
  'evidence verify',
  'gate list',
  'gate prove',
  'gate run',
  'policy check',
  'policy schema',
  'policy explain',
  'task show',
  'task finish',
  'task abandon',
];

const nowhere = () => {
  const folder = makeFolder();
  return { folder, environment: personIn(folder) };
};

describe('the arguments of the command line', () => {
  afterEach(removeFolders);

  it('answer --help everywhere, on stdout, with the exit codes and --repo', async () => {
    for (const command of ['', ...commands, ...nested]) {
      for (const flag of ['--help', '-h']) {
        const { code, out, err } = await runIn(nowhere(), ...command.split(' ').filter(Boolean), flag);
        assert.deepEqual([code, err], [0, ''], command);
        assert.ok(out.startsWith(`Usage: codex-governor ${command}`.trimEnd()), command);
        assert.match(out, /Exit codes: 0 may go on, 1 may not, 2 could not tell\./, command);
        assert.match(out, /--repo <folder>/, command);
      }
    }
  });

  it('answer --version everywhere', async () => {
    for (const command of ['', ...commands, ...nested]) {
      const { code, out, err } = await runIn(nowhere(), ...command.split(' ').filter(Boolean), '--version');
      assert.deepEqual([code, out, err], [0, `${manifest.version}\n`, ''], command);
    }
  });

  it('are helped with by help, as a command too', async () => {
    for (const words of [
      ['help'],
      ['help', 'check'],
      ['policy', 'help'],
      ['policy', 'help', 'explain'],
      ['task', 'help'],
    ]) {
      const { code, out, err } = await runIn(nowhere(), ...words);
      assert.deepEqual([code, err], [0, ''], words.join(' '));
      assert.match(out, /^Usage: codex-governor/);
    }
  });

  it('stand in docs/cli.md, every one of them', async () => {
    const manual = readFileSync(join(projectRoot, 'docs/cli.md'), 'utf8');
    for (const command of [...commands, ...nested]) {
      const { out } = await runIn(nowhere(), ...command.split(' '), '--help');
      const options = [...out.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option);
      const [word = ''] = command.split(' ');
      const about = manual.slice(manual.indexOf(`\n## ${word}\n`)).split(/\n## /)[1] ?? '';
      for (const option of options.filter((each) => !['--help', '--version', '--repo'].includes(each)))
        assert.ok(about.includes(option), `${command} ${option}`);
      assert.ok(about.includes(command.split(' ').at(-1) ?? ''), command);
    }
  });

  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['', /^Usage: codex-governor/],
    ['policy', /^Usage: codex-governor policy/],
    ['chek', /unknown command 'chek'\n\(Did you mean check\?\)/],
    ['policy tset', /unknown command 'tset'/],
    ['task finnish', /task has no command 'finnish'; it has show, finish, abandon, message and journal\./],
    ['check extra', /too many arguments for 'check'/],
    ['check --bas main', /unknown option '--bas'\n\(Did you mean --base\?\)/],
    ['check --format yaml', /'yaml' is invalid. Allowed choices are text, json, sarif, github, junit, markdown\./],
    ['check --base', /option '--base <revision>' argument missing/],
    ['change --format markdown', /Allowed choices are text, json\./],
    ['start --goal x', /required option '--mode <id>' not specified/],
    ['start --mode fix', /required option '--goal <text>' not specified/],
    ['start --mode fix --goal x --set target', /It takes KEY=VALUE, such as target=src\/metrics\.py\./],
    ['start --mode fix --goal x --set =y', /It takes KEY=VALUE/],
    ['start --mode fix --goal x --pick agent', /It takes ITEM=PATH/],
    ['functions', /missing required argument 'path'/],
    ['functions src --over ten', /It takes a whole number, such as 10\./],
    ['functions src --over -1', /It takes a whole number, such as 10\./],
    ['policy explain', /missing required argument 'rule'/],
    ['pr x', /too many arguments for 'pr'|unknown command 'x'/],
    ['pr verify', /missing required argument 'file'/],
    ['pr verify x --format yaml', /Allowed choices are text, json/],
    ['--repo', /option '--repo <folder>' argument missing/],
  ];
  for (const [line, message] of mistakes)
    it(`end with 2 and say why: codex-governor ${line}`, async () => {
      const repository = makeGoverned();
      const { code, out, err } = await govern(repository, ...line.split(' ').filter(Boolean));
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
      assert.doesNotMatch(err, /^error:/m);
    });

  it('take --repo before the command word and after it, from any folder', async () => {
    const repository = makeGoverned();
    mkdirSync(join(repository.root, 'src/deep'), { recursive: true });
    const { environment } = repository;
    for (const folder of [makeFolder(), repository.root, join(repository.root, 'src/deep')]) {
      for (const words of [
        ['--repo', repository.root, 'policy', 'check'],
        ['policy', '--repo', repository.root, 'check'],
        ['policy', 'check', '--repo', repository.root],
        ['policy', 'check', `--repo=${repository.root}`],
      ]) {
        const { code, err } = await runIn({ folder, environment }, ...words);
        assert.deepEqual([code, err], [0, '.codex/governance.yaml: 0 errors, 0 warnings.\n'], words.join(' '));
      }
    }
    const sibling = join(repository.root, 'src');
    assert.equal((await runIn({ folder: sibling, environment }, 'check', '--repo', '..')).code, 0);
    const missing = await runIn({ folder: sibling, environment }, 'check', '--repo', 'none');
    assert.equal(missing.code, 2);
    assert.match(missing.err, /^codex-governor: There is no folder .*\/src\/none\./);
  });
});
