// Judging on a thread aside: the same as here, byte for byte, and what crosses over for it.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Brief, Court } from '#app';
import { readAllowance, ruleKinds, type ChangedFile, type Policy } from '#core';
import { courtHere, readAside, type ReadingAside } from '#repo';
import { nothingGathered } from '../../src/app/review/court.ts';
import { openAside } from '../../src/repo/analysis/aside.ts';
import { courtAside } from '../../src/repo/court/aside.ts';
import { answerCourt } from '../../src/repo/court/holder.ts';
import type { CourtQuestion } from '../../src/repo/court/pieces.ts';
import { aPolicy, aRule } from '../core/policies.ts';
import { docketOf, docketsOfPolicy, hear, policiesFolder } from './dockets.ts';
import { demand, demandFailure } from './temporary-repository.ts';

const waiver = (rule: string, until: string): string =>
  `rule: ${rule}\nin: ['**']\nwho: Ada <ada@example.org>\nrole: orchestrator\nreason: It is right here.\nuntil: ${until}\n`;

describe('judging on a thread aside', function () {
  this.timeout(300_000);
  let aside: ReadingAside;

  beforeEach(() => {
    aside = readAside();
  });
  afterEach(() => aside.dispose());

  it('says what is said here, byte for byte, of every example of every kind', async () => {
    let findings = 0;
    for (const { kind, examples } of ruleKinds.values())
      for (const example of examples) {
        const { in: places = [], except = [], with: options, title } = example;
        const rule = aRule({ kind, in: places, except, with: options });
        const docket = docketOf(example, { policy: aPolicy({ rules: [rule] }) });
        const there = await hear(aside.court, docket);
        assert.equal(there, await hear(courtHere, docket), `${kind}: ${title}`);
        if (there.includes('"rule":"rule"')) findings += 1;
      }
    assert.ok(findings > 100, `${findings} examples have findings`);
  });

  for (const name of readdirSync(policiesFolder).filter((name) =>
    existsSync(new URL(`${name}/examples.yaml`, policiesFolder)),
  ))
    it(`says what is said here, byte for byte, of every example of ${name} under all its rules`, async () => {
      for (const docket of await docketsOfPolicy(name))
        assert.equal(await hear(aside.court, docket), await hear(courtHere, docket));
    });

  it('says what is said here of waivers: one that lifts, one that has run out, one that cannot be read', async () => {
    const files = [waiver('rule', '2026-12-01'), waiver('rule', '2026-01-01'), waiver('rule', 'soon')].map(
      (text, index) => readAllowance('waiver', `.codex/governance/waivers/${index}.yaml`, text),
    );
    const allowances = { today: '2026-11-22', base: [], now: files, verified: [], claimsLift: true };
    const [example] = ruleKinds.get('forbidden-call')?.examples ?? [];
    assert.ok(example);
    const { in: places = [], except = [], with: options } = example;
    const rule = aRule({ kind: 'forbidden-call', in: places, except, with: options });
    const roles = [{ id: 'orchestrator', title: 'Orchestrator', mayRaise: [], mayWaive: [['rule']] }];
    const docket = docketOf(example, { policy: aPolicy({ rules: [rule], roles }) });
    const withWaivers = { ...docket, brief: { ...docket.brief, allowances } };
    const there = await hear(aside.court, withWaivers);
    assert.equal(there, await hear(courtHere, withWaivers));
    assert.match(there, /waiver\.expired/);
  });
});

const printLaw: Policy = aPolicy({
  rules: [aRule({ kind: 'forbidden-call', in: ['**/*.py'], with: { names: ['print'] } })],
});

const aFile = (path: string, text: string): ChangedFile => ({
  path,
  status: 'added',
  added: text.split('\n').length - 1,
  deleted: 0,
  binary: false,
  class: 'code',
  addedLines: [{ start: 1, end: text.split('\n').length - 1 }],
  after: text,
});

const aBrief = (files: readonly ChangedFile[], policy = printLaw): Brief => ({
  policy,
  scope: [],
  change: { base: 'base', files },
  files,
  known: nothingGathered,
});

const messagesOf = async (court: Court, brief: Brief): Promise<readonly string[]> =>
  demand(await court.judge(brief)).findings.map(({ path, message }) => `${path}: ${message}`);

const printing = ['a.py', 'b.py', 'c.py'].map((path) => aFile(path, 'print(1)\n'));
const found = printing.map(({ path }) => new RegExp(`^${path}: .*print`));

const isLike = (messages: readonly string[], wanted: readonly RegExp[]): void => {
  assert.equal(messages.length, wanted.length, messages.join('\n'));
  wanted.forEach((pattern, index) => assert.match(messages[index] ?? '', pattern));
};

/** A thread that is none: what it is asked is noted, and may go another way. */
const openNoting = (detour: (question: CourtQuestion) => string | undefined = () => 'none') => {
  const asked: CourtQuestion[] = [];
  const court = courtAside({
    ask: async (question) => {
      const asCourt = question as CourtQuestion;
      asked.push(asCourt);
      const other = detour(asCourt);
      return other === 'none' ? answerCourt(structuredClone(asCourt)) : other;
    },
  });
  /** The paths of the files that crossed over since it was last asked. */
  const crossed = (): readonly string[] =>
    asked
      .splice(0)
      .flatMap((question) => ('hold' in question ? question.hold : []))
      .flatMap(([, piece]) => ('path' in piece ? [piece.path] : []));
  return { asked, court, crossed };
};

describe('a brief on its way to a thread aside', () => {
  it('crosses over piece by piece, each once', async () => {
    const { court, crossed } = openNoting();
    isLike(await messagesOf(court, aBrief(printing)), found);
    assert.deepEqual(crossed(), ['a.py', 'b.py', 'c.py']);
    await messagesOf(court, aBrief(printing));
    assert.deepEqual(crossed(), []);
    const typed = [aFile('a.py', 'pass\n'), ...printing.slice(1)];
    isLike(await messagesOf(court, aBrief(typed)), found.slice(1));
    assert.deepEqual(crossed(), ['a.py']);
  });

  it('finds there what it had before the last patch, which is not read again', async () => {
    const { court, crossed, asked } = openNoting();
    await messagesOf(court, aBrief(printing));
    await messagesOf(court, aBrief([aFile('a.py', 'pass\n'), ...printing.slice(1)]));
    crossed();
    isLike(await messagesOf(court, aBrief(printing)), found);
    assert.equal(asked.filter((question) => 'readFile' in question).length, 0);
    assert.deepEqual(crossed(), []);
  });

  it('holds what it had for a few briefs, and no large text', async () => {
    const { court, crossed } = openNoting();
    const cross = async (...files: readonly ChangedFile[]): Promise<readonly string[]> => {
      await messagesOf(court, aBrief(files));
      return crossed();
    };
    const [a, b] = [aFile('a.py', 'pass\n'), aFile('b.py', 'pass\n')];
    const large = aFile('large.py', `# ${'x'.repeat(300_000)}\n`);
    await cross(a, b, large);
    assert.deepEqual(await cross(a), []);
    assert.deepEqual(await cross(a, b, large), ['large.py']);
    for (let count = 0; count < 4; count += 1) await cross(a);
    assert.deepEqual(await cross(a, b), []);
    for (let count = 0; count < 5; count += 1) await cross(a);
    assert.deepEqual(await cross(a, b), ['b.py']);
  });

  it('is read anew under another law, and not for a thread that holds it', async () => {
    const { court, crossed, asked } = openNoting();
    const readings = (): number => asked.filter((question) => 'readFile' in question).length;
    await messagesOf(court, aBrief(printing, aPolicy()));
    assert.equal(readings(), 3);
    asked.splice(0);
    isLike(await messagesOf(court, aBrief(printing)), found);
    assert.equal(readings(), 3);
    assert.deepEqual(crossed(), []);
  });

  it('crosses over in batches where it is large', async () => {
    const { court, asked } = openNoting();
    const large = Array.from({ length: 9 }, (_, index) => aFile(`a${index}.py`, `# ${'x'.repeat(200_000)}\n`));
    await messagesOf(court, aBrief(large));
    const batches = asked.flatMap((question) => ('hold' in question ? [question.hold.length] : []));
    assert.ok(batches.length >= 5, batches.join());
  });

  it('stays here when nobody waits for it, before and meanwhile', async () => {
    const { court, asked } = openNoting();
    assert.equal(demandFailure(await court.judge(aBrief(printing), AbortSignal.abort())).reason, 'cancelled');
    assert.equal(asked.length, 0);
    const leaving = new AbortController();
    const left = openNoting((question) => {
      if ('readFile' in question) leaving.abort();
      return 'none';
    });
    assert.equal(demandFailure(await left.court.judge(aBrief(printing), leaving.signal)).reason, 'cancelled');
    assert.equal(left.asked.filter((question) => 'readFile' in question).length, 1);
    isLike(await messagesOf(left.court, aBrief(printing)), found);
  });

  it('crosses over again where the thread has forgotten it', async () => {
    let forgets = 2;
    const { court, crossed } = openNoting((question) => {
      if (!('hear' in question) || forgets === 0) return 'none';
      forgets -= 1;
      return JSON.stringify({ lost: true });
    });
    isLike(await messagesOf(court, aBrief(printing)), found);
    assert.deepEqual(crossed(), ['a.py', 'b.py', 'c.py', 'a.py', 'b.py', 'c.py', 'a.py', 'b.py', 'c.py']);
  });

  it('is judged without what the text says that the thread dies of', async () => {
    const [, second] = printing;
    let [number, lives] = [0, 2];
    const { court } = openNoting((question) => {
      if ('hold' in question) for (const [each, piece] of question.hold) if (piece === second) number = each;
      if (lives === 1 || !('readFile' in question) || question.readFile !== number) return 'none';
      lives -= 1;
      return undefined;
    });
    const [a = /./, , c = /./] = found;
    isLike(await messagesOf(court, aBrief(printing)), [a, /^b\.py: Nothing is known of the facts of this file/, c]);
  });

  it('cannot be judged where the thread dies of judging', async () => {
    const { court } = openNoting((question) => ('hear' in question ? undefined : 'none'));
    const { reason, message } = demandFailure(await court.judge(aBrief(printing)));
    assert.equal(reason, 'too-large');
    assert.match(message, /takes more memory than the editor may take/);
  });
});

describe('a thread aside that judges', function () {
  this.timeout(60_000);

  it('tells of a bug as one, and goes on', async () => {
    const aside = openAside(160);
    const court = courtAside(aside);
    const unknown = aPolicy({ rules: [aRule({ kind: 'no-such-kind' })] });
    await assert.rejects(court.judge(aBrief(printing, unknown)), /Rule rule has the unknown kind no-such-kind/);
    isLike(await messagesOf(court, aBrief(printing)), found);
    await aside.dispose();
  });

  it('judges on when it died of a text in between, and two at once do not meet', async () => {
    const aside = openAside(160);
    const court = courtAside(aside);
    isLike(await messagesOf(court, aBrief(printing)), found);
    const huge = 'f(a.b.c(1, [2, {d: 3}]));\n'.repeat(200_000);
    assert.equal(await aside.ask({ functions: { path: 'huge.ts', text: huge } }), undefined);
    const [left, right] = await Promise.all([
      messagesOf(court, aBrief(printing)),
      messagesOf(court, aBrief(printing.slice(1))),
    ]);
    isLike(left, found);
    isLike(right, found.slice(1));
    await aside.dispose();
  });

  it('leaves nobody waiting when it is disposed of', async () => {
    const aside = openAside(160);
    const court = courtAside(aside);
    const waiting = court.judge(aBrief(printing));
    await aside.dispose();
    assert.equal((await waiting).ok, false);
  });
});
