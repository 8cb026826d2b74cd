import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { countGit } from '../repo/counted-git.ts';
import { lines, makeFolder, removeFolders, type TestRepository } from '../repo/temporary-repository.ts';
import {
  documentOf,
  govern,
  governed,
  makeGoverned,
  policyPath,
  readIn,
  runIn,
  smallPolicy,
  startFix,
} from './command-line.ts';
import type { Documents } from '../../src/cli/documents.ts';
import manifest from '../../package.json' with { type: 'json' };

const checkOf = async (repository: TestRepository, ...words: readonly string[]): Promise<Documents['check']> =>
  documentOf(repository, 'check', ...words);

const branchy = [
  'def parse(line):',
  ...[1, 2, 3, 4].flatMap((n) => [`    if line == ${n}:`, `        return ${n}`]),
  '    return line',
  '',
].join('\n');
const frozen = smallPolicy().replace('codex: active', 'codex: frozen');

/** A repository with a task whose change is over its lines and has a function that is too complex. */
const exceeding = async (): Promise<TestRepository> => {
  const repository = makeGoverned();
  await governed(repository, ...startFix);
  repository.write('src/parse.py', branchy);
  repository.write('src/more.py', lines(15, 'x = '));
  return repository;
};

describe('check', () => {
  afterEach(removeFolders);

  it('ends with 0 where nothing is found, and says by what it judged', async () => {
    const repository = makeGoverned();
    const { code, out, err } = await govern(repository, 'check');
    assert.equal(code, 0);
    assert.match(err, /^note: Nothing has changed since [0-9a-f]{12}, so there was nothing to judge\.\n$/);
    const head = repository.git('rev-parse', 'HEAD').slice(0, 12);
    assert.equal(
      out,
      `  lines 0/10\nPass: 0 findings. Mode none, base ${head}, policy .codex/governance.yaml (at ${head}).\n`,
    );
  });

  it('asks git for nothing twice', async () => {
    const repository = makeGoverned();
    repository.git('switch', '--quiet', '-c', 'work');
    repository.write('src/new.py', 'x = 1\n');
    const { environment, started } = countGit(repository, makeFolder());
    const { code, err } = await govern({ ...repository, environment }, 'check');
    assert.equal(code, 0, err);
    // What is asked for is told by its input.
    const asked = started().filter((words) => !words.startsWith('cat-file '));
    assert.deepEqual(
      asked.filter((words, at) => asked.indexOf(words) !== at),
      [],
    );
    assert.ok(asked.length > 5, 'git was asked');
  });

  it('finds a violation although another one that is as bad goes, and none that was moved', async () => {
    const law =
      '  - { id: no-environment, kind: forbidden-call, with: { names: [os.environ] }, level: block, because: Law. }';
    const repository = makeGoverned(smallPolicy('rules:', law), { 'core/a.py': 'import os\nA = os.environ["A"]\n' });
    repository.write('core/a.py', 'import os\n');
    repository.write('products/z.py', 'import os\ndef leak(send):\n    send(os.environ["PROD_PASSWORD"])\n');
    const { findings } = await checkOf(repository);
    assert.deepEqual(
      findings.map(({ rule, path, line }) => [rule, path, line]),
      [['no-environment', 'products/z.py', 3]],
    );
    repository.write('products/z.py', 'import os\n\nclass Settings:\n    A = os.environ["A"]\n');
    assert.deepEqual((await checkOf(repository)).findings, []);
  });

  it('counts no program as nothing because git takes it for binary', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    repository.write('src/parse.py', `# \0\n${branchy}`);
    const { code, out } = await govern(repository, 'check');
    assert.equal(code, 1, out);
    assert.match(out, /^src\/parse\.py:1 +block +Git treats this file as binary, so its lines cannot be counted\./m);
    assert.match(out, /Nothing is known of the functions of this file: it holds bytes that no text has/);
  });

  it('lets no change take itself out of its budget by the attributes it brings', async () => {
    for (const attributes of ['*.py linguist-generated', '*.py linguist-vendored', '*.py binary', '*.py -diff']) {
      const repository = makeGoverned();
      const base = repository.git('rev-parse', 'HEAD').trim();
      repository.write('.gitattributes', `${attributes}\n`);
      repository.write('src/parse.py', branchy);
      const words = ['check', '--mode', 'fix'];
      assert.equal((await govern(repository, ...words)).code, 1, attributes);
      repository.commit();
      assert.equal((await govern(repository, ...words, '--ci', '--base', base)).code, 1, attributes);
    }
  });

  it('finds a secret behind attributes and beside a NUL byte, and nothing where none is hidden', async () => {
    const policy = smallPolicy('rules:', '  - { id: no-secrets, kind: secrets, level: block, because: Secrets leak. }');
    const marked = (path: string, text: string | Uint8Array, attributes?: string) => {
      const repository = makeGoverned(policy, { [path]: '{}\n', '.gitattributes': '*-lock.json -diff\n' });
      if (attributes !== undefined) repository.write('.gitattributes', attributes);
      repository.write(path, text);
      return repository;
    };
    const key = `${JSON.stringify({ key: ['AKIA', 'Q3EGRTUVW2XYZ4AB'].join('') })}\n`;
    for (const [repository, told] of [
      [marked('config.json', key, '*.json -diff\n'), /config\.json:1:\d+ +block +What looks like a secret stands here/],
      [marked('package-lock.json', key), /package-lock\.json:1:\d+ +block +What looks like a secret stands here/],
      [marked('config.json', `${key}\0`), /config\.json:1 +block +Nothing is known of the text of this file/],
    ] as const) {
      const { code, out } = await govern(repository, 'check');
      assert.match(out, told);
      assert.equal(code, 1, out);
    }
    const picture = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    for (const repository of [
      marked('package-lock.json', '{ "a": 1 }\n'),
      marked('logo.png', picture),
      marked('new.unknown', '{ }\n'),
    ]) {
      repository.write('picture.unknown', picture);
      const { code, out } = await govern(repository, 'check');
      assert.equal(code, 0, out);
    }
  });

  it('ends with 0 on warnings, and with 1 where something blocks', async () => {
    const repository = makeGoverned();
    repository.write('src/more.py', lines(12, 'x = '));
    assert.match(await governed(repository, 'check'), /\nPass with warnings: 1 finding\. /);
    const blocked = await govern(await exceeding(), 'check');
    assert.equal(blocked.code, 1);
    assert.match(blocked.out, /^src\/parse\.py:1:\d+ {2}block {2}/m);
    assert.match(blocked.out, /^ {4}budget\.complexity \[[0-9a-f]{12}\] {2}A fix is simple\.$/m);
    assert.match(
      blocked.out,
      /\nBlocked: 2 findings\. Mode fix, base [0-9a-f]{12}, policy .* \(as of the start of the task\)\.\n$/,
    );
    assert.equal(blocked.err, '');
  });

  it('prints the contract’s document, with the same ids whoever asks', async () => {
    const repository = await exceeding();
    const checked = await checkOf(repository);
    assert.deepEqual(Object.keys(checked), [
      'base',
      'findings',
      'meters',
      'mode',
      'policy',
      'policy_path',
      'policy_revision',
      'verdict',
    ]);
    assert.deepEqual([checked.verdict, checked.mode], ['block', 'fix']);
    assert.deepEqual(
      checked.meters.map(({ id, used, limit, by_class }) => [id, used, limit, by_class]),
      [
        ['budget.lines', 23, 20, { code: 23 }],
        ['budget.complexity', 5, 3, { code: 5 }],
      ],
    );
    const ids = checked.findings.map(({ rule, id }) => [rule, id]);
    assert.deepEqual(new Set(ids.map(([rule]) => rule)), new Set(['budget.complexity', 'budget.lines']));
    repository.write('src/parse.py', `# moved\n${branchy}`);
    const moved = await checkOf(repository, '--base', 'HEAD', '--mode', 'fix');
    assert.deepEqual(
      moved.findings.map(({ rule, id }) => [rule, id]),
      ids,
      'an id is no line number, and no matter from where it was measured',
    );
  });

  it('writes every format on stdout, well-formed, and decides the same', async () => {
    const repository = await exceeding();
    const outputs = new Map<string, string>();
    for (const format of ['text', 'json', 'sarif', 'github', 'junit', 'markdown']) {
      const { code, out, err } = await govern(repository, 'check', '--format', format);
      assert.deepEqual([code, err], [1, ''], format);
      outputs.set(format, out);
    }
    const sarif = JSON.parse(outputs.get('sarif') ?? '') as {
      runs: readonly { tool: { driver: { semanticVersion: string } }; results: readonly { ruleId: string }[] }[];
    };
    assert.equal(sarif.runs[0]?.tool.driver.semanticVersion, manifest.version);
    assert.deepEqual(sarif.runs[0].results.map(({ ruleId }) => ruleId).sort(), ['budget.complexity', 'budget.lines']);
    assert.match(outputs.get('github') ?? '', /^::error file=src\/parse\.py,line=1,col=\d+,title=budget\.complexity /m);
    assert.match(outputs.get('junit') ?? '', /<testsuites name="codex-governor" tests="2" failures="2" errors="0">/);
    assert.match(outputs.get('markdown') ?? '', /^## Codex Governor: Blocked\n/);
  });

  it('writes the same result to files, each in a format, beside what it prints', async () => {
    const repository = await exceeding();
    const files = [
      '--report',
      'sarif=out/a=b.sarif',
      '--report',
      'markdown=out/summary.md',
      '--report',
      'json=out/check.json',
    ];
    repository.write('out/.gitignore', '*\n');
    const { code, out } = await govern(repository, 'check', ...files);
    assert.equal(code, 1);
    assert.match(out, /\nBlocked: 2 findings\. /);
    for (const [file, format] of [
      ['out/a=b.sarif', 'sarif'],
      ['out/summary.md', 'markdown'],
      ['out/check.json', 'json'],
    ] as const) {
      assert.equal(readIn(repository, file), (await govern(repository, 'check', '--format', format)).out);
    }
  });

  it('tells nothing where a file cannot be written, and wants a format and a file', async () => {
    const repository = makeGoverned();
    const gone = await govern(repository, 'check', '--report', 'sarif=nowhere/x.sarif');
    assert.deepEqual([gone.code, gone.out], [2, '']);
    assert.match(gone.err, /could not be written to .*nowhere\/x\.sarif: there is no such file or folder/);
    for (const wrong of ['sarif', 'sarif=', 'xml=x.xml', '=x']) {
      const refused = await govern(repository, 'check', '--report', wrong);
      assert.deepEqual([refused.code, refused.out], [2, ''], wrong);
      assert.match(refused.err, /It takes FORMAT=FILE, such as sarif=out\.sarif; formats: text, json, sarif, /);
    }
  });

  it('says that there was nothing to judge where nothing has changed', async () => {
    const repository = makeGoverned();
    const asked = await govern(repository, 'check', '--mode', 'fix');
    assert.deepEqual(
      [asked.code, /note: Nothing has changed since [0-9a-f]{12}, so there was /.test(asked.err)],
      [0, true],
    );
    repository.write('src/more.py', 'x = 1\n');
    assert.match(
      (await govern(repository, 'check', '--staged', '--mode', 'fix')).err,
      /note: Nothing is staged that differs /,
    );
    repository.git('add', '--all');
    assert.doesNotMatch((await govern(repository, 'check', '--staged', '--mode', 'fix')).err, /Nothing/);
  });

  it('judges what is staged, and only that', async () => {
    const repository = makeGoverned();
    repository.write('src/more.py', lines(30, 'x = '));
    assert.equal((await checkOf(repository, '--staged', '--mode', 'fix')).verdict, 'pass');
    repository.git('add', '--all');
    assert.equal((await govern(repository, 'check', '--staged', '--mode', 'fix')).code, 1);
    repository.write('src/more.py', lines(2, 'x = '));
    assert.equal((await govern(repository, 'check', '--staged', '--mode', 'fix')).code, 1);
    assert.equal((await govern(repository, 'check', '--mode', 'fix')).code, 0);
  });

  it('wants a mode only where the policy does, and offers the nearest', async () => {
    const strict = makeGoverned(smallPolicy().replace('mode-required: false', 'mode-required: true'));
    const without = await govern(strict, 'check');
    assert.deepEqual([without.code, without.out], [2, '']);
    assert.match(
      without.err,
      /judges a change by its mode, and none was named\. Known modes: fix, docs\. Start a task with .* with `--mode fix`, and for one commit `CODEX_GOVERNOR_MODE=fix git commit`\.\n$/,
    );
    assert.equal((await govern(strict, 'check', '--mode', 'fix')).code, 0);
    const unknown = await govern(strict, 'check', '--mode', 'doc');
    assert.deepEqual([unknown.code, unknown.out], [2, '']);
    assert.match(
      unknown.err,
      /^codex-governor: The policy has no mode doc\. Did you mean docs\? Known modes: fix, docs\.\n$/,
    );
    await governed(strict, ...startFix);
    assert.equal((await govern(strict, 'check')).code, 0, 'the task has one');
    for (const from of [[], ['--base', 'HEAD'], ['--staged'], ['--staged', '--base', 'HEAD']]) {
      const other = await govern(strict, 'check', '--mode', 'docs', ...from);
      assert.deepEqual([other.code, other.out], [2, ''], 'nothing was judged');
      assert.match(
        other.err,
        /runs in mode fix, which is frozen until it ends: it cannot be judged in mode docs\. Finish or abandon the task first\.\n$/,
      );
    }
    const typo = await govern(strict, 'check', '--mode', 'nope');
    assert.deepEqual([typo.code, typo.out], [2, '']);
    assert.match(typo.err, /^codex-governor: The policy has no mode nope\. Known modes: fix, docs\.\n$/);
  });

  it('says which rules were not asked, as the work declares no mode', async () => {
    const rule = "rules: [{ id: in-fix, kind: protected-path, modes: [fix], in: ['src/**'], level: warn, because: b }]";
    const repository = makeGoverned(smallPolicy(rule));
    repository.write('src/parse.py', 'x = 1\n');
    const without = await govern(repository, 'check');
    assert.match(
      without.err,
      /^note: No mode was named, so rules that hold in some modes only were not asked: in-fix\.$/m,
    );
    assert.doesNotMatch(without.out, /in-fix/);
    const within = await govern(repository, 'check', '--mode', 'fix');
    assert.doesNotMatch(within.err, /not asked/);
    assert.match(within.out, /in-fix/);
  });

  it('takes the policy from the base that is named, with what that extends there', async () => {
    const repository = makeGoverned('version: 1\ntitle: Ours\nextends: [house.yaml]\n', {
      '.codex/house.yaml': smallPolicy(),
    });
    const base = repository.git('rev-parse', 'HEAD').trim();
    repository.git('switch', '--quiet', '--create', 'work');
    repository.write('.codex/house.yaml', smallPolicy().replaceAll('lines: { limit: 20', 'lines: { limit: 999'));
    repository.write('src/more.py', lines(30, 'x = '));
    repository.commit();
    const checked = await checkOf(repository, '--base', 'main', '--mode', 'fix');
    assert.equal(checked.policy, `.codex/governance.yaml (at ${base.slice(0, 12)})`);
    assert.equal(checked.base, base);
    assert.equal(checked.meters[0]?.limit, 20);
    assert.equal(checked.verdict, 'block');
    assert.equal(
      (await checkOf(repository, '--mode', 'fix')).meters[0]?.limit,
      20,
      'the branch began at the same place',
    );
    repository.remove('.codex/house.yaml');
    assert.equal((await govern(repository, 'check', '--base', 'main', '--mode', 'fix')).code, 1);
  });

  it('tries the working tree’s policy out where the base has none, and says which; in CI that is 2', async () => {
    const repository = makeGoverned();
    repository.git('rm', '--quiet', '--cached', policyPath);
    repository.git('commit', '--quiet', '--message', 'no law');
    const head = repository.git('rev-parse', 'HEAD').slice(0, 12);
    const { code, out, err } = await govern(repository, 'check', '--base', 'HEAD');
    assert.equal(code, 0);
    assert.match(out, /policy \.codex\/governance\.yaml \(in the working tree\)\.\n$/);
    assert.equal(
      err,
      `note: The base ${head} has no .codex/governance.yaml: the policy of the working tree was tried out, which is not yet law.\n`,
    );
    const inCi = await govern(repository, 'check', '--base', 'HEAD', '--ci');
    assert.deepEqual([inCi.code, inCi.out], [2, '']);
    assert.match(inCi.err, /has no \.codex\/governance\.yaml, and in CI only the base makes the law\. Merge a policy/);
    repository.remove(policyPath);
    const none = await govern(repository, 'check');
    assert.deepEqual([none.code, none.out], [2, '']);
    assert.match(none.err, /There is no policy at \.codex\/governance\.yaml \(in the working tree\)\./);
  });

  it('tries out a policy from a file in the repository or outside, from any folder, and says so', async () => {
    const repository = makeGoverned();
    repository.write('drafts/next.yaml', smallPolicy().replace('lines: { limit: 10', 'lines: { limit: 1'));
    const outside = makeFolder();
    mkdirSync(join(outside, 'base'));
    writeFileSync(join(outside, 'base/house.yaml'), smallPolicy().replace('lines: { limit: 10', 'lines: { limit: 2'));
    writeFileSync(join(outside, 'next.yaml'), 'version: 1\ntitle: Next\nextends: [base/house.yaml]\n');
    const inside = await govern(repository, 'check', '--policy', 'drafts/next.yaml');
    assert.equal(inside.code, 0);
    assert.match(inside.out, /lines 21\/1 .*\n.*policy drafts\/next\.yaml \(in the working tree\)\.\n$/);
    assert.match(
      inside.err,
      /^note: The policy drafts\/next\.yaml \(in the working tree\) was tried out; it does not apply here\.\n$/,
    );
    const below = { folder: join(repository.root, 'src'), environment: repository.environment };
    assert.match((await runIn(below, 'check', '--policy', '../drafts/next.yaml')).out, /lines 21\/1 /);
    const apart = await govern(repository, 'check', '--policy', join(outside, 'next.yaml'));
    assert.match(apart.out, /lines 21\/2 /);
    assert.ok(apart.err.includes(`next.yaml (in ${outside}) was tried out`), apart.err);
    for (const missing of ['none.yaml', join(outside, 'none.yaml'), outside, '/dev/null/x.yaml']) {
      const { code, out, err } = await govern(repository, 'check', '--policy', missing);
      assert.deepEqual([code, out], [2, ''], missing);
      assert.match(err, /^codex-governor: There is no policy at .*\. Check the path of the file\.\n$/);
    }
    const inCi = await govern(repository, 'check', '--ci', '--policy', 'drafts/next.yaml');
    assert.deepEqual([inCi.code, inCi.out], [2, '']);
    assert.match(inCi.err, /option '--ci' cannot be used with option '--policy <file>'/);
  });

  it('says that a task is parked, and judges without it', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    repository.git('switch', '--quiet', '--create', 'other');
    const { code, out, err } = await govern(repository, 'check');
    assert.equal(code, 0);
    assert.match(out, /Mode none, /);
    assert.match(
      err,
      /^note: The task .* is parked: it belongs to main, and other is checked out\. It was not used\.\nnote: Nothing has changed since [0-9a-f]{12}, so there was nothing to judge\.\n$/,
    );
  });

  it('ends with 1 for a task or a mode while Codex is frozen, in every format, and with 0 for a person’s change', async () => {
    const byMode = makeGoverned(frozen);
    for (const format of ['text', 'json', 'sarif', 'github', 'junit', 'markdown']) {
      const { code, out } = await govern(byMode, 'check', '--mode', 'fix', '--format', format);
      assert.equal(code, 1, format);
      assert.match(out, /Codex is frozen in this repository/, format);
      assert.match(out, /kill-switch/, format);
    }
    assert.equal((await govern(byMode, 'check')).code, 0);
    const byTask = makeGoverned();
    await governed(byTask, ...startFix);
    byTask.write(policyPath, frozen);
    const stopped = await checkOf(byTask);
    assert.deepEqual(
      stopped.findings.map(({ rule, path, line }) => [rule, path, line]),
      [['kill-switch', policyPath, 3]],
    );
    byTask.commit('freeze');
    byTask.remove(policyPath);
    assert.equal((await govern(byTask, 'check')).code, 1, 'taking the policy away switches nothing off');
    byTask.write(policyPath, 'codex: [');
    assert.equal((await govern(byTask, 'check')).code, 2);
    byTask.write(policyPath, smallPolicy());
    assert.equal((await govern(byTask, 'check')).code, 0);
  });

  it('is not fooled by a branch that raises its own budget', async () => {
    const repository = makeGoverned();
    repository.git('switch', '--quiet', '--create', 'work');
    repository.write(policyPath, smallPolicy().replaceAll('limit: 20', 'limit: 9999'));
    repository.write('src/more.py', lines(30, 'x = '));
    repository.commit();
    assert.equal((await govern(repository, 'check', '--mode', 'fix')).code, 1);
    assert.equal((await govern(repository, 'check', '--mode', 'fix', '--base', 'main', '--ci')).code, 1);
  });

  it('lets no change break the policy, and says who can merge the repair of one that did', async () => {
    const own = smallPolicy('extends: [team.yaml]');
    const repository = makeGoverned(own, { '.codex/team.yaml': 'version: 1\n' });
    repository.git('switch', '--quiet', '--create', 'work');
    const breaches: readonly (readonly [string, () => unknown])[] = [
      ['.codex/governance.yaml:2', () => repository.write(policyPath, 'version: 1\nmodes: [\n')],
      ['.codex/governance.yaml:1', () => repository.git('rm', '--quiet', policyPath)],
      ['.codex/governance.yaml:1', () => repository.git('mv', policyPath, 'governance.yaml')],
      ['.codex/governance.yaml:', () => repository.git('rm', '--quiet', '.codex/team.yaml')],
    ];
    for (const [place, breach] of breaches) {
      repository.git('reset', '--quiet', '--hard', 'main');
      breach();
      for (const words of [[], ['--staged'], ['--ci', '--base', 'main']]) {
        if (words.includes('--staged')) repository.git('add', '--all');
        if (words.includes('--ci')) repository.commit();
        const { code, out } = await govern(repository, 'check', ...words);
        assert.equal(code, 1, `${place} ${words.join(' ')}: ${out}`);
        assert.ok(out.startsWith(place), out);
        assert.match(out, /^ +policy\.broken \[/m);
      }
    }
    const [breach] = (await checkOf(repository, '--base', 'main')).findings;
    const waive = ['waive', breach?.id ?? '', '--base', 'main', '--reason', 'x', '--until', '2999-01-01'];
    assert.match((await govern(repository, ...waive)).err, /policy\.broken cannot be waived/);
    const repair = await govern(repository, 'check', '--base', 'HEAD');
    assert.deepEqual([repair.code, repair.out], [2, '']);
    assert.match(repair.err, /git commit --no-verify.*merged by someone who may merge without one\.\n$/);
  });

  it('takes no local task for CI', async () => {
    const repository = makeGoverned();
    await governed(repository, ...startFix);
    repository.write('a.md', 'a\n');
    const base = repository.git('rev-parse', 'HEAD').trim();
    repository.commit();
    const checked = await checkOf(repository, '--ci', '--base', base);
    assert.deepEqual([checked.mode, checked.policy_path, checked.policy_revision], [null, policyPath, base]);
    assert.equal((await checkOf(repository, '--ci', '--base', base, '--mode', 'docs')).mode, 'docs');
  });

  it('judges for CI the commit that is checked out, whatever earlier steps left beside it', async () => {
    const repository = makeGoverned();
    repository.write('src/more.py', lines(3, 'x = '));
    repository.commit();
    const clean = await govern(repository, 'check', '--ci', '--base', 'HEAD~1', '--mode', 'fix');
    assert.deepEqual([clean.code, clean.err], [0, '']);
    repository.write('junit.out', lines(50));
    repository.write('src/more.py', lines(60, 'y = '));
    repository.git('add', 'src/more.py');
    repository.write('.gitattributes', 'src/** linguist-generated\n');
    const dirty = await govern(repository, 'check', '--ci', '--base', 'HEAD~1', '--mode', 'fix');
    assert.deepEqual([dirty.code, dirty.out], [0, clean.out]);
    assert.match(dirty.err, /^note: Files that are not committed were left out: in CI the commit is judged/);
    assert.equal((await govern(repository, 'check', '--base', 'HEAD~1', '--mode', 'fix')).code, 1);
  });
});
