// What rules see around a change, gathered from a real repository: before it is saved, and after.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { nothingGathered } from '../../src/app/review/court.ts';
import { gather } from '../../src/app/review/gather.ts';
import { judgeReading, readChange, readUnsaved, review, type ReviewPorts, type Standard } from '#app';
import { courtHere, readFunctions, readSyntaxChanges, sha256 } from '#repo';
import { aPolicy, aRule } from '../core/policies.ts';
import {
  demand,
  demandFailure,
  makeRepository,
  open,
  removeFolders,
  type TestRepository,
} from './temporary-repository.ts';

const from = { revision: 'HEAD' };

const portsOf = async (repository: TestRepository): Promise<ReviewPorts> => ({
  repository: await open(repository),
  court: courtHere,
  readFunctions,
  readSyntaxChanges,
  hash: sha256,
});

/** Exports have to ask for the rights, themselves or through what they call. */
const asking = (depth: number): Standard => ({
  scope: [],
  policy: aPolicy({
    rules: [
      aRule({ kind: 'required-call', with: { functions: ['export_*'], calls: ['rights.ensure_allowed'], depth } }),
    ],
  }),
});

/** A package has to stand in the index. */
const listed: Standard = {
  scope: [],
  policy: aPolicy({
    rules: [
      aRule({ kind: 'paired-files', with: { when: 'packs/{name}.md', needs: ['INDEX.md'], mentions: '{name}.md' } }),
    ],
  }),
};

const messagesOf = async (
  ports: ReviewPorts,
  standard: Standard,
  typed: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> => {
  const saved = demand(await readChange(ports, standard, from));
  const reading = demand(await readUnsaved(ports, saved, new Map(Object.entries(typed))));
  return demand(await judgeReading(ports, standard, reading)).judgement.findings.map(({ message }) => message);
};

// Each calls the next: `export_all` → `two.run` → `three.run` → `four.run`, which asks.
const link = (next: string): string => `from app import ${next}\n\n\ndef run(user):\n    return ${next}.run(user)\n`;
const chain = {
  'app/rights.py': 'def ensure_allowed(user):\n    return user.ok\n',
  'app/four.py': 'from app import rights\n\n\ndef run(user):\n    rights.ensure_allowed(user)\n',
  'app/three.py': link('four'),
  'app/two.py': link('three'),
};
const report = 'from app import two\n\n\ndef export_all(user):\n    return two.run(user)\n';
const unasked = /^export_all does not call rights\.ensure_allowed/;

describe('what surrounds a change', () => {
  afterEach(removeFolders);

  it('is read where it did not change, file by file as far as the rule follows', async () => {
    const repository = makeRepository(chain);
    repository.write('app/report.py', report);
    const ports = await portsOf(repository);
    const { known, judgement } = demand(await review(ports, asking(5), from));
    assert.deepEqual(judgement.findings, []);
    const read = [...known.facts.keys()].filter((key) => key.startsWith('facts before app/'));
    assert.ok(
      ['two', 'three', 'four'].every((name) => read.includes(`facts before app/${name}.py`)),
      read.join(', '),
    );
    const [tooFar = ''] = await messagesOf(ports, asking(2));
    assert.match(tooFar, unasked);
  });

  it('is as it is typed, not as it is on disk: a link of the chain, and the end of it', async () => {
    const repository = makeRepository(chain);
    repository.write('app/report.py', report);
    const ports = await portsOf(repository);
    const typed = { 'app/three.py': 'def run(user):\n    return user\n' };
    const [broken = '', ...more] = await messagesOf(ports, asking(5), typed);
    assert.match(broken, unasked);
    assert.deepEqual(more, []);
    repository.write('app/three.py', typed['app/three.py']);
    assert.equal((await messagesOf(ports, asking(5))).length, 1, 'once it is saved as well');
    assert.deepEqual(await messagesOf(ports, asking(5), { 'app/three.py': chain['app/three.py'] }), []);
  });

  it('is as it is typed in a text that is no program', async () => {
    const repository = makeRepository({ 'INDEX.md': '# Packs\n' });
    repository.write('packs/FACADE.md', '# Facade\n');
    const ports = await portsOf(repository);
    assert.equal((await messagesOf(ports, listed)).length, 1);
    assert.deepEqual(await messagesOf(ports, listed, { 'INDEX.md': '# Packs\n\n- FACADE.md\n' }), []);
    repository.write('INDEX.md', '# Packs\n\n- FACADE.md\n');
    assert.deepEqual(await messagesOf(ports, listed), []);
    assert.equal(
      (await messagesOf(ports, listed, { 'INDEX.md': '# Packs\n' })).length,
      1,
      'the line is taken out again',
    );
  });

  it('is no pass where it cannot be read: what is too large is told by its name', async () => {
    const large = `${chain['app/two.py']}${`# ${'x'.repeat(98)}\n`.repeat(53_000)}`;
    const repository = makeRepository({ ...chain, 'app/two.py': large });
    repository.write('app/report.py', report);
    const messages = await messagesOf(await portsOf(repository), asking(5));
    assert.ok(
      messages.some((message) =>
        message.startsWith('This rule looks at app/two.py, and nothing is known of it: it is larger than '),
      ),
      messages.join('\n'),
    );
  });

  it('is no pass where a rule asks for more in every round: it ends, and says that it cannot tell', async () => {
    const carrying: Standard = {
      scope: [],
      policy: aPolicy({
        rules: [aRule({ kind: 'required-field', with: { of: ['Result'], fields: ['pack_id'] } })],
      }),
    };
    const around = /^This rule looks at more of the repository than could be gathered\.$/;
    for (const [bases, told] of [
      [20, []],
      [28, [around, /^Result has no pack_id\.$/]],
    ] as const) {
      // Each class stands on that of the next file, and the last one has the field.
      const last = `app/c${bases}.py`;
      const files = Object.fromEntries(
        Array.from({ length: bases }, (_, index) => [
          `app/c${index + 1}.py`,
          `from app.c${index + 2} import C${index + 2}\n\n\nclass C${index + 1}(C${index + 2}):\n    pass\n`,
        ]),
      );
      const repository = makeRepository({ ...files, [last]: `class C${bases}:\n    pack_id: str\n` });
      repository.write('app/result.py', 'from app.c1 import C1\n\n\nclass Result(C1):\n    value: int\n');
      const ports = await portsOf(repository);
      let rounds = 0;
      const counting: ReviewPorts = {
        ...ports,
        court: {
          ...ports.court,
          asks: (...asked) => {
            rounds += 1;
            return ports.court.asks(...asked);
          },
        },
      };
      const { judgement } = demand(await review(counting, carrying, from));
      const messages = judgement.findings.map(({ message }) => message);
      assert.equal(messages.length, told.length, messages.join('\n'));
      for (const [index, pattern] of told.entries()) assert.match(messages[index] ?? '', pattern);
      assert.equal(judgement.verdict, told.length === 0 ? 'pass' : 'block');
      assert.ok(rounds <= 26, `${rounds} rounds`);
    }
  });

  it('is not gathered for who went away', async () => {
    for (const [standard, files] of [
      [asking(5), { 'app/report.py': report }],
      [listed, { 'packs/FACADE.md': '# Facade\n' }],
    ] as const) {
      const repository = makeRepository({ ...chain, 'INDEX.md': '# Packs\n' });
      for (const [path, text] of Object.entries(files)) repository.write(path, text);
      const ports = await portsOf(repository);
      const saved = demand(await readChange(ports, standard, from));
      const leaving = new AbortController();
      leaving.abort();
      const left = await gather(ports, { ...saved, known: nothingGathered }, { signal: leaving.signal });
      assert.equal(demandFailure(left).reason, 'cancelled');
    }
  });
});
