import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import type { AuditLaw } from '../../../src/core/audit/audit.ts';
import { pathOfAudit, sealAudit, writeAudit, type AuditRecord } from '../../../src/core/audit/record.ts';
import { deriveSeed, drawSample, followSeed, isOfCodex, trailersOf } from '../../../src/core/audit/sample.ts';
import { scoreAudit, scoreCommit, unjudgedCommit } from '../../../src/core/audit/score.ts';
import { readAudits, turnSwitch } from '../../../src/core/audit/switch.ts';
import { weekOf } from '../../../src/app/audit/week.ts';
import type { Finding } from '../../../src/core/finding.ts';
import { checkLayer } from '../../../src/core/policy/check.ts';
import { ruleKinds } from '../../../src/core/rules/index.ts';
import { layer, merge } from '../policy/layers.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const law = (parts: Partial<AuditLaw> = {}): AuditLaw => ({
  commits: { trailers: [], authors: [], messages: [], branches: [] },
  sample: 3,
  threshold: 90,
  checks: [],
  otherWeight: 1,
  freeze: {},
  ...parts,
});

const name = { id: 'c', at: '2026-11-02T10:00:00.000Z', subject: 's' };

const finding = (rule: string, level: Finding['level'] = 'block', rest: Partial<Finding> = {}): Finding => ({
  id: rule,
  rule,
  kind: 'k',
  level,
  path: 'a',
  line: 1,
  message: 'm',
  because: 'b',
  ...rest,
});

const by = (commits: Partial<AuditLaw['commits']>) => isOfCodex({ ...law().commits, ...commits });

describe('which commits are those of Codex', () => {
  const commit = { author: 'Ada <ada@example.org>', message: 'fix: a\n\nCodex-Task: t1\nRefs: 2\n', isMerge: false };

  it('is told by a trailer, which is a line of the last paragraph alone', () => {
    assert.deepEqual(trailersOf(commit.message), ['Codex-Task: t1', 'Refs: 2']);
    assert.deepEqual(trailersOf('Codex-Task: t1'), []);
    assert.deepEqual(trailersOf('fix\n\nCodex-Task: t1\n\nAnd more.'), []);
    const isMeant = by({ trailers: ['^Codex-Task:'] });
    assert.equal(isMeant(commit), true);
    assert.equal(isMeant({ ...commit, message: 'fix: a\n\nNot Codex-Task: t1\nat all' }), false);
  });

  it('is told by the author or the message, and by no more than the policy names', () => {
    assert.equal(by({ authors: ['<ada@'] })(commit), true);
    assert.equal(by({ messages: ['^fix:'] })(commit), true);
    assert.equal(by({ authors: ['^bot'], messages: ['^feat:'] })(commit), false);
    assert.equal(by({})(commit), false);
  });

  it('is told of a merge by its branch alone', () => {
    const isMeant = by({ branches: ['codex/**'], messages: ['.'] });
    const merge = (message: string): boolean => isMeant({ ...commit, message, isMerge: true });
    assert.equal(merge("Merge branch 'codex/a' into main"), true);
    assert.equal(merge('Merge pull request #7 from meridian/codex/a\n\nTitle'), true);
    assert.equal(merge("Merge remote-tracking branch 'origin/codex/a'"), false);
    assert.equal(merge("Merge branch 'feature/a'"), false);
    assert.equal(merge('codex/a'), false);
  });
});

const commits = Array.from({ length: 50 }, (_, at) => ({ id: `c${at}` }));
const draw = (seed: string, size = 5): readonly string[] =>
  drawSample(commits, { seed, size, digest }).map(({ id }) => id);

describe('a sample', () => {
  it('is the same for the same seed, in the order of history, and another for another one', () => {
    assert.deepEqual(draw('a'), draw('a'));
    assert.notDeepEqual(draw('a'), draw('b'));
    assert.equal(draw('a', 99).length, 50);
    const places = draw('a').map((id) => commits.findIndex((one) => one.id === id));
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    );
    // Every larger sample holds the smaller one.
    assert.ok(draw('a').every((id) => draw('a', 10).includes(id)));
  });

  it('has a seed of the week and the commit, which Sunday ends', () => {
    assert.equal(weekOf('2026-11-22T23:59:59Z'), '2026-11-16');
    assert.equal(weekOf('2026-11-23T00:00:00Z'), '2026-11-23');
    const seed = deriveSeed('2026-11-23', 'h', digest);
    assert.match(seed, /^[0-9a-f]{16}$/);
    assert.notEqual(deriveSeed('2026-11-30', 'h', digest), seed);
    assert.notEqual(deriveSeed('2026-11-23', 'i', digest), seed);
  });
});

describe('a score', () => {
  const checks = [
    { id: 'size', title: 'Size', rules: ['budget.lines'], weight: 2 },
    { id: 'tests', title: 'Tests', rules: ['tests-stay', 'tests-there'], weight: 1 },
  ];
  const score = (...findings: readonly Finding[]) => scoreCommit(law({ checks }), name, findings).score;

  it('gives each check its weight where it held, and half where it was only warned of', () => {
    assert.equal(score(), 100);
    assert.equal(score(finding('budget.lines')), 50);
    assert.equal(score(finding('budget.lines', 'warn')), 75);
    assert.equal(score(finding('tests-stay'), finding('tests-there', 'warn')), 75);
    assert.equal(score(finding('something')), 75);
    assert.equal(score(finding('budget.lines'), finding('tests-stay'), finding('something')), 0);
  });

  it('leaves out what only informs or was waived', () => {
    const waiver = { path: 'w', who: 'a', role: 'r', reason: 'x', until: '2026-12-31' };
    assert.equal(score(finding('budget.lines', 'info'), finding('something', 'block', { waiver })), 100);
    assert.equal(scoreCommit(law({ otherWeight: 0 }), name, []).score, 0);
  });

  it('is the mean, rounded down, in which what could not be judged counts nothing', () => {
    const audited = [scoreCommit(law(), name, []), scoreCommit(law(), name, []), unjudgedCommit(name, 'why')];
    assert.equal(scoreAudit(audited), 66.6);
    assert.equal(scoreAudit([]), 0);
  });
});

const record = (number: number, parts: Partial<Omit<AuditRecord, 'id'>> = {}): AuditRecord =>
  sealAudit(
    {
      version: 1,
      number,
      head: `head${number}`,
      at: name.at,
      seed: `seed${number}`,
      follows: null,
      commits: 3,
      sample: [],
      score: 10,
      threshold: 90,
      passed: false,
      rules: [],
      ...parts,
    },
    digest,
  );
const files = (...records: readonly AuditRecord[]): Map<string, string> =>
  new Map(records.map((one) => [pathOfAudit(one), writeAudit(one)]));

const afterTwo = law({ freeze: { audits: 2 } });

const why = (kept: Map<string, string>): string | undefined =>
  turnSwitch(afterTwo, readAudits(kept, digest), digest).frozen?.why;

const turned = (of: AuditLaw, ...records: readonly AuditRecord[]) =>
  turnSwitch(of, readAudits(files(...records), digest), digest);

describe('the kill switch of audits', () => {
  const passes = { passed: true, score: 95 };

  it('goes on after failed audits in a row, and not by others', () => {
    assert.deepEqual(turned(afterTwo), {});
    assert.deepEqual(turned(afterTwo, record(1), record(2, passes), record(3)), {});
    const { frozen, next } = turned(afterTwo, record(1), record(2));
    assert.deepEqual(frozen, {
      path: pathOfAudit(record(2)),
      why: '2 audits in a row failed, the last with 10 of 100',
    });
    assert.deepEqual(next, { follows: record(2).id, seed: followSeed('seed2', digest) });
    assert.deepEqual(turned(law(), record(1), record(2), record(3)), {});
  });

  it('goes on for one rule in audits in a row, passed or not', () => {
    const same = law({ freeze: { sameRule: 2 } });
    assert.deepEqual(turned(same, record(1, { rules: ['a', 'b'] }), record(2, { rules: ['c'] })), {});
    const { frozen } = turned(same, record(1, { rules: ['a', 'b'], ...passes }), record(2, { rules: ['b'] }));
    assert.equal(frozen?.why, 'the rule b found something in 2 audits in a row');
  });

  it('goes off with the audit that follows alone, each failed one leading to the next', () => {
    const tripped = [record(1), record(2)];
    const follows = record(2).id;
    const one = followSeed('seed2', digest);
    const two = followSeed(one, digest);
    assert.notEqual(turned(afterTwo, ...tripped, record(3, passes)).frozen, undefined);
    assert.notEqual(turned(afterTwo, ...tripped, record(3, { ...passes, follows })).frozen, undefined);
    assert.notEqual(turned(afterTwo, ...tripped, record(3, { ...passes, seed: one })).frozen, undefined);
    assert.deepEqual(turned(afterTwo, ...tripped, record(3, { ...passes, follows, seed: one })), {});
    const failed = record(3, { follows, seed: one });
    assert.equal(turned(afterTwo, ...tripped, failed).next?.seed, two);
    assert.notEqual(
      turned(afterTwo, ...tripped, failed, record(4, { ...passes, follows, seed: one })).frozen,
      undefined,
    );
    assert.deepEqual(turned(afterTwo, ...tripped, failed, record(4, { ...passes, follows, seed: two })), {});
    // What came before a freeze that was lifted does not count again.
    assert.deepEqual(turned(afterTwo, ...tripped, record(3, { ...passes, follows, seed: one }), record(4)), {});
  });

  it('goes off by a file of the role that may', () => {
    const all = files(record(1), record(2));
    const lifted = (role: string, of: AuditLaw, audit = record(2).id, reason = 'It is put right.') =>
      turnSwitch(
        of,
        readAudits(
          new Map([
            ...all,
            ['.codex/governance/audits/lift-a.yaml', `audit: '${audit}'\nrole: ${role}\nwho: Ada\nreason: ${reason}\n`],
          ]),
          digest,
        ),
        digest,
      ).frozen === undefined;
    const owned = { ...afterTwo, liftedBy: 'owner' };
    assert.equal(lifted('owner', owned), true);
    assert.equal(lifted('guest', owned), false);
    assert.equal(lifted('owner', afterTwo), false);
    assert.equal(lifted('owner', owned, record(1).id), false);
    assert.equal(lifted('owner', owned, record(2).id, "''"), false);
  });

  it('is on where a file was touched, is under another name, or one before others is missing', () => {
    const [one, two, three] = [record(1, passes), record(2, passes), record(3, passes)];
    assert.equal(why(files(one, two, three)), undefined);
    assert.equal(
      why(files(two, three)),
      'audit 1 is missing',
      'the first of those that froze Codex is not just taken away',
    );
    assert.equal(why(files(one, three)), 'audit 2 is missing');
    const touched = files(one, two);
    touched.set(pathOfAudit(two), writeAudit(two).replace('95', '96'));
    assert.equal(why(touched), 'it is not as it was written');
    const renamed = files(one);
    renamed.set('.codex/governance/audits/0002-aaaaaaaaaaaa.json', writeAudit(two));
    assert.equal(why(renamed), 'it is not as it was written');
  });
});

describe('audits in a policy', () => {
  it('have their defaults, and the stricter of several', () => {
    const base = layer(
      'base',
      'roles: { owner: { title: O }, guest: { title: G } }',
      'audit: { commits: { trailers: [a] }, threshold: 80, freeze: { audits: 3 }, lifted-by: owner, checks: [{ id: size, rules: [budget.lines], weight: 5 }] }',
    );
    const own = layer(
      'own',
      'audit: { commits: { authors: [b] }, sample: 9, threshold: 70, freeze: { audits: 5, same-rule: 4 }, lifted-by: guest, checks: [{ id: size, rules: [budget.files], weight: 1 }] }',
    );
    const { policy } = merge(base, own);
    assert.deepEqual(policy.audit, {
      ...law({ threshold: 80, sample: 9, freeze: { audits: 3, sameRule: 4 }, liftedBy: 'owner' }),
      commits: { trailers: ['a'], authors: ['b'], messages: [], branches: [] },
      checks: [{ id: 'size', title: 'Size', rules: ['budget.lines'], weight: 5 }],
    });
    assert.equal(merge(layer('base')).policy.audit, undefined);
    assert.deepEqual(merge(layer('base', 'audit: {}')).policy.audit, law());
  });

  it('name rules that there are', () => {
    const own = layer(
      'own',
      'modes: { fix: {} }',
      'audit: { checks: [{ id: a, rules: [nope], weight: 1 }], mode: fxi }',
    );
    const problems = checkLayer(own, { policy: merge(own).policy, kinds: ruleKinds });
    assert.deepEqual(problems.map(({ code }) => code).sort(), ['unknown-mode', 'unknown-rule']);
  });
});
