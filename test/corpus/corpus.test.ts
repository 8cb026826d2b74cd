// One corpus of actions gets the same verdict, the same rules and the same ids on every surface that can see them.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { openActionJudge, takeStanding } from '#app';
import { explainRule, ruleKinds, tellRuling } from '#core';
import { demand, removeFolders } from '../repo/temporary-repository.ts';
import { corpus, openWorld, type World } from './actions.ts';
import { surfaces, type Surface, type Told } from './surfaces.ts';

const rulesOf = ({ findings }: Told): readonly string[] => findings.map((finding) => finding.split(' ')[0] ?? '');

const sees = ({ sees: kinds, canSee = () => true }: Surface, action: (typeof corpus)[number]): boolean =>
  kinds.includes(action.action.kind) && canSee(action);

describe('the corpus of actions', () => {
  let world: World;
  const told = new Map<string, Map<string, Told>>();

  before(async function () {
    this.timeout(1_800_000);
    world = await openWorld();
    for (const [name, surface] of Object.entries(surfaces)) {
      const answers = new Map<string, Told>();
      for (const action of corpus.filter((one) => sees(surface, one))) {
        world.prepare(action);
        answers.set(action.title, await surface.tell(world, action));
      }
      await surface.close?.();
      told.set(name, answers);
    }
  });
  after(() => {
    world.codex.dispose();
    removeFolders();
  });

  it('has at least sixty actions, each with a title of its own', () => {
    assert.ok(corpus.length >= 60);
    assert.equal(new Set(corpus.map(({ title }) => title)).size, corpus.length);
  });

  it('is put before every surface there is', () => {
    assert.equal(told.size, Object.keys(surfaces).length);
    for (const [name, answers] of told) assert.ok(answers.size >= 30, `${name} saw ${answers.size}`);
  });

  for (const [name, surface] of Object.entries(surfaces))
    describe(name, () => {
      for (const action of corpus.filter((one) => sees(surface, one)))
        it(action.title, () => {
          const answer = told.get(name)?.get(action.title);
          assert.ok(answer);
          assert.deepEqual(
            { verdict: answer.verdict, rules: rulesOf(answer) },
            { verdict: action.verdict, rules: action.rules },
          );
          const first = told.get('judge')?.get(action.title);
          assert.deepEqual(answer.findings, first?.findings, 'the same ids');
        });
    });

  it('is judged by a warm judge as by a cold one, one patch after the other', async function () {
    this.timeout(120_000);
    world.prepare({ ...corpus[0], work: {} } as (typeof corpus)[number]);
    const standing = demand(await takeStanding(world.machine, { base: 'HEAD', mode: 'work' }));
    const judge = openActionJudge(world.machine, standing);
    for (const { title, action, mode, work, verdict } of corpus) {
      if (mode !== 'work' || work !== undefined) continue;
      const { ruling } = demand(await judge.judge(action));
      const findings = ruling.findings.map(({ rule, id }) => `${rule} ${id}`).sort();
      assert.deepEqual([ruling.verdict, findings], [verdict, told.get('judge')?.get(title)?.findings], title);
    }
  });

  it('names rules that are explained, and tells the agent what to do', async () => {
    const { standard } = demand(await takeStanding(world.machine, { base: 'HEAD', mode: 'work' }));
    const judge = openActionJudge(
      world.machine,
      demand(await takeStanding(world.machine, { base: 'HEAD', mode: 'work' })),
    );
    world.prepare({ ...corpus[0], work: {} } as (typeof corpus)[number]);
    for (const { title, action, mode, work, rules } of corpus) {
      if (mode !== 'work' || work !== undefined || rules.length === 0) continue;
      const { ruling } = demand(await judge.judge(action));
      const words = tellRuling(ruling);
      for (const rule of rules) {
        assert.ok(explainRule(standard.policy, rule, ruleKinds).ok, `${rule} is explained`);
        assert.match(words, new RegExp(`- ${rule.replaceAll('.', '\\.')} \\(.*Why: .*Mend: `), title);
      }
    }
  });
});
