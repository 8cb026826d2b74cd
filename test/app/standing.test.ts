import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { failure, success } from '#core';
import {
  checkChange,
  checkReview,
  draftTask,
  fail,
  keepTask,
  measureChange,
  review,
  takeStanding,
  tellLaw,
  workingTree,
  type CheckOptions,
  type Failure,
  type Standing,
  type StandingOptions,
} from '#app';
import {
  aFile,
  commitId,
  demand,
  demandFailure,
  makeWorld,
  policyPath,
  policyText,
  portsOf,
  repositoryOf,
  type World,
} from './fakes.ts';

const base = commitId(1);
const other = commitId(2);

/** A worktree with the policy on disk and at its base. */
const ruled = (onDisk = policyText(), atBase: string | undefined = onDisk): World => {
  const world = makeWorld({ [policyPath]: onDisk });
  world.commits.set(base, new Map(atBase === undefined ? [] : [[policyPath, atBase]]));
  return world;
};

const start = async (world: World, scope: readonly string[] = []): Promise<void> => {
  const request = { mode: 'fix', goal: 'Mend `src/parse.py`.', scope, specs: [], slots: {}, picks: {} };
  demand(await keepTask(portsOf(world), demand(await draftTask(portsOf(world), request))));
};

const stand = async (world: World, options: StandingOptions = {}): Promise<Standing> =>
  demand(await takeStanding(portsOf(world), options));

const refuse = async (world: World, options: StandingOptions = {}) =>
  demandFailure(await takeStanding(portsOf(world), options));

const check = async (world: World, options: CheckOptions = {}) => demand(await checkChange(portsOf(world), options));

const verdictOf = async (world: World, options: CheckOptions = {}) => (await check(world, options)).judgement.verdict;

const frozen = policyText().replace('codex: active', 'codex: frozen');
const strict = policyText().replace('mode-required: false', 'mode-required: true');

describe('what a change is held to', () => {
  it('is the task of the worktree: its base, its mode, its scope and the law of its start', async () => {
    const world = ruled();
    await start(world, ['src/**']);
    world.files.set(policyPath, policyText().replace('lines: { limit: 20', 'lines: { limit: 9000'));
    const { standard, from, law, notes } = await stand(world);
    assert.equal(standard.mode?.id, 'fix');
    assert.equal(standard.mode.budgets[0]?.limit, 20, 'no change raises its own budget');
    assert.deepEqual(standard.scope, ['src/**']);
    assert.deepEqual(from, { task: world.task?.base });
    assert.equal(tellLaw(law), `${policyPath} (as of the start of the task)`);
    assert.deepEqual([law.revision, notes], [undefined, []]);
  });

  it('is the law that is staged where that is judged and the base has none, else the one on disk', async () => {
    const world = makeWorld({ [policyPath]: policyText() });
    world.commits.set(base, new Map());
    world.staged.set(policyPath, policyText().replace('title: Small', 'title: Staged'));
    const staged = await stand(world, { staged: true });
    assert.deepEqual([staged.law.policy.title, tellLaw(staged.law)], ['Staged', `${policyPath} (as it is staged)`]);
    assert.match(staged.notes.join(), /: the staged policy was tried out, which is not yet law\.$/);
    assert.equal((await stand(world)).law.policy.title, 'Small');
    world.staged.set(policyPath, 'version: 7');
    assert.equal((await refuse(world, { staged: true })).reason, 'bad-policy');
    world.staged.delete(policyPath);
    const { law, notes } = await stand(world, { staged: true });
    assert.equal(tellLaw(law), `${policyPath} (in the working tree)`);
    assert.match(notes.join(), /: the policy of the working tree was tried out/);
    world.files.delete(policyPath);
    assert.equal((await refuse(world, { staged: true })).reason, 'no-policy');
    world.commits.set(base, new Map([[policyPath, policyText()]]));
    world.staged.set(policyPath, policyText().replace('limit: 20', 'limit: 9000'));
    assert.equal(tellLaw((await stand(world, { staged: true })).law), `${policyPath} (at 111111111111)`);
  });

  it('is without a task the law of where the branch began, and no mode unless the policy wants one', async () => {
    const { from, law, standard, freeze } = await stand(ruled());
    assert.deepEqual(from, { revision: base });
    assert.deepEqual([tellLaw(law), law.revision], [`${policyPath} (at 111111111111)`, base]);
    assert.ok(standard.mode === undefined && freeze === undefined);
    const wanted = await refuse(ruled(strict));
    assert.equal(wanted.reason, 'mode-required');
    assert.match(wanted.message, /none was named\. Known modes: fix, tests\.$/);
    assert.deepEqual(
      wanted.modes?.map(({ id }) => id),
      ['fix', 'tests'],
    );
    assert.equal((await stand(ruled(strict), { mode: 'tests' })).standard.mode?.id, 'tests');
    assert.equal((await refuse(ruled(), { mode: 'fxi' })).reason, 'unknown-mode');
  });

  it('is the working tree’s law where the base has none, and it says so; in CI it is none', async () => {
    const world = makeWorld({ [policyPath]: policyText() });
    world.commits.set(base, new Map());
    const { law, notes } = await stand(world);
    assert.deepEqual([tellLaw(law), law.revision], [`${policyPath} (in the working tree)`, undefined]);
    assert.deepEqual(notes, [
      'The base 111111111111 has no .codex/governance.yaml: the policy of the working tree was tried out, which is not yet law.',
    ]);
    const inCi = await refuse(world, { ci: true, base });
    assert.equal(inCi.reason, 'no-policy');
    assert.match(inCi.message, /in CI only the base makes the law/);
    world.head = { commit: null, branch: 'main' };
    world.mergeBase = null;
    const first = await stand(world);
    assert.deepEqual(first.from, { empty: true });
    assert.match(first.notes[0] ?? '', /^There is no commit yet: /);
  });

  it('is not the working tree’s law where the one at the base is broken', async () => {
    const told = await refuse(ruled(policyText(), 'version: 2\n'));
    assert.equal(told.reason, 'bad-policy');
    assert.match(told.message, /\(at 111111111111\) has/);
    assert.match(told.remedy ?? '', /a change of its own.*git commit --no-verify.*may merge without one\.$/);
    const world = makeWorld({ [policyPath]: 'version: 2\n' });
    world.commits.set(base, new Map());
    assert.equal(
      (await refuse(world)).remedy,
      'Fix the errors, then try again.',
      'what is on disk can be mended there',
    );
  });

  it('is the law of a base that is named, with what that extends at the same revision', async () => {
    const world = ruled(policyText());
    world.files.set('law/house.yaml', policyText().replace('limit: 20', 'limit: 5'));
    world.commits.set(
      other,
      new Map([
        [policyPath, 'version: 1\ntitle: Ours\nextends: [../law/house.yaml]\n'],
        ['law/house.yaml', policyText().replace('limit: 20', 'limit: 7')],
      ]),
    );
    const { standard, from } = await stand(world, { base: other, mode: 'fix' });
    assert.equal(standard.mode?.budgets[0]?.limit, 7);
    assert.deepEqual(from, { revision: other });
    assert.equal((await refuse(world, { base: 'nowhere' })).reason, 'bad-revision');
  });

  it('is measured from nowhere when no default branch is known: that is said, not guessed', async () => {
    const world = ruled();
    world.mergeBase = null;
    const told = await refuse(world);
    assert.equal(told.reason, 'no-base');
    assert.match(told.message, /^Cannot tell where this branch started: /);
  });

  it('keeps the mode of a task whatever is asked, but measures it from a base that is named', async () => {
    const world = ruled(strict);
    await start(world, ['src/**']);
    const told = await refuse(world, { mode: 'tests' });
    assert.equal(told.reason, 'mode-frozen');
    assert.match(told.message, /runs in mode fix, which is frozen until it ends: it cannot be judged in mode tests\.$/);
    const typo = await refuse(world, { mode: 'tsets' });
    assert.deepEqual([typo.reason, typo.message], ['unknown-mode', 'The policy has no mode tsets.']);
    assert.equal(typo.remedy, 'Did you mean tests? Known modes: fix, tests.');
    assert.equal((await stand(world, { mode: 'fix' })).standard.mode?.id, 'fix');
    const based = await stand(world, { base });
    assert.equal(based.standard.mode?.id, 'fix', 'the mode of the task, although none was named');
    assert.ok(world.task !== undefined);
    world.task = { ...world.task, specs: [{ path: 'docs/adr/0007-x.md' }] };
    assert.deepEqual((await stand(world)).standard.linked, ['docs/adr/0007-x.md'], 'what it is linked to is mentioned');
    assert.equal(based.standard.linked, undefined, 'CI knows no task');
    assert.deepEqual(based.standard.scope, [], 'commits before the task may lie outside its scope');
    assert.equal((await stand(world, { base, mode: 'fix' })).standard.mode?.id, 'fix');
    assert.equal((await refuse(world, { base, mode: 'tests' })).reason, 'mode-frozen', 'a base is no way around it');
    const tried = { ...workingTree(repositoryOf(world)), readFrom: 'tried' };
    assert.equal((await refuse(world, { policy: tried, base, mode: 'tests' })).reason, 'mode-frozen');
  });

  it('leaves a parked task out, and says so', async () => {
    const world = ruled();
    await start(world);
    world.head = { commit: base, branch: 'elsewhere' };
    const { from, standard, notes } = await stand(world);
    assert.deepEqual(from, { revision: base });
    assert.equal(standard.mode, undefined);
    assert.deepEqual(notes, [
      'The task “Mend `src/parse.py`.” is parked: it belongs to main, and elsewhere is checked out. It was not used.',
    ]);
  });

  it('tries another policy out, for a task as well, and says so', async () => {
    const world = ruled();
    world.files.set('drafts/next.yaml', policyText().replace('limit: 20', 'limit: 3'));
    const policy = { ...workingTree(repositoryOf(world)), path: 'drafts/next.yaml' };
    const told = await stand(world, { policy });
    assert.equal(tellLaw(told.law), 'drafts/next.yaml (in the working tree)');
    assert.match(told.notes[0] ?? '', /was tried out; it does not apply here/);
    await start(world);
    const withTask = await stand(world, { policy });
    assert.equal(withTask.standard.mode?.budgets[0]?.limit, 3);
    assert.deepEqual(withTask.from, { task: world.task?.base });
    const missing = await refuse(world, { policy: { ...policy, path: 'drafts/none.yaml' } });
    assert.equal(missing.message, 'There is no policy at drafts/none.yaml (in the working tree).');
    assert.equal((await refuse(world, { policy, base, ci: true })).reason, 'bad-option');
  });

  it('knows no task of this worktree in CI', async () => {
    const world = ruled();
    await start(world);
    const { from, standard } = await stand(world, { ci: true, base });
    assert.deepEqual([from, standard.mode], [{ revision: base }, undefined]);
  });

  it('guesses no base in CI', async () => {
    const told = await refuse(ruled(), { ci: true });
    assert.equal(told.reason, 'no-base');
    assert.match(told.message, /^In CI the base must be named/);
  });

  it('is told without words of the command line: each visitor has its own', async () => {
    const world = ruled(strict);
    const bare = makeWorld();
    bare.mergeBase = null;
    const adrift = ruled();
    adrift.mergeBase = null;
    const told = [
      await refuse(world),
      await refuse(adrift),
      await refuse(ruled(), { ci: true }),
      await refuse(makeWorld({})),
      await refuse(bare),
    ];
    await start(world);
    told.push(await refuse(world, { mode: 'tests' }));
    for (const { message, remedy = '' } of told) assert.doesNotMatch(`${message} ${remedy}`, / --|codex-governor /);
  });
});

describe('the kill switch', () => {
  it('stops a change that names a mode, with a finding at its line before all others', async () => {
    const world = ruled(frozen);
    world.changed = [aFile({ path: 'a.py', added: 21, addedLines: [{ start: 1, end: 21 }] })];
    const { judgement, base: from, mode } = await check(world, { mode: 'fix' });
    assert.deepEqual([judgement.verdict, from, mode, judgement.meters[0]?.used], ['block', base, 'fix', 21]);
    const [finding, other] = judgement.findings;
    assert.equal(other?.rule, 'budget.lines');
    assert.deepEqual(
      [finding?.rule, finding?.path, finding?.line, finding?.level],
      ['kill-switch', policyPath, 3, 'block'],
    );
    assert.match(finding?.message ?? '', /and this change declares a Codex task/);
  });

  it('does not wait for a measurement that fails, but is cancelled with it', async () => {
    const ports = portsOf(ruled(frozen));
    const failing = (told: Failure) => ({
      ...ports,
      repository: { ...ports.repository, measure: () => Promise.resolve(failure(told)) },
    });
    const broken = failing(fail('git-failed', 'Git told nothing.'));
    const { judgement, files, notes } = demand(await checkChange(broken, { mode: 'fix' }));
    assert.deepEqual([judgement.verdict, judgement.findings.length, files], ['block', 1, []]);
    assert.deepEqual(notes, ['The change itself was not judged: Git told nothing.']);
    assert.equal(demandFailure(await checkChange(broken, {})).reason, 'git-failed');
    const stopped = failing(fail('cancelled', 'It was cancelled.'));
    assert.equal(demandFailure(await checkChange(stopped, { mode: 'fix' })).reason, 'cancelled');
  });

  it('does not stop the change of a person', async () => {
    assert.equal(await verdictOf(ruled(frozen)), 'pass');
  });

  it('stops Codex that asks in no mode, in words of what it does', async () => {
    const world = ruled(frozen);
    const standing = demand(await takeStanding(portsOf(world), { byCodex: true }));
    assert.equal(standing.freeze?.source, policyPath);
    world.files.set(policyPath, policyText());
    world.commits.set(base, new Map([[policyPath, policyText()]]));
    assert.equal(demand(await takeStanding(portsOf(world), { byCodex: true })).freeze, undefined);
    world.files.set(policyPath, frozen);
    assert.ok(demand(await takeStanding(portsOf(world), { byCodex: true })).freeze, 'what is on disk stops it as well');
  });

  it('stops a task that began before it was switched on, by what is on disk, else by the last commit', async () => {
    const world = ruled();
    await start(world);
    assert.equal(await verdictOf(world), 'pass');
    world.files.set(policyPath, frozen);
    assert.equal(await verdictOf(world), 'block');
    assert.equal(await verdictOf(world, { base }), 'block');
    world.files.delete(policyPath);
    const stops = async () => (await check(world)).judgement.findings.map(({ rule }) => rule);
    assert.deepEqual(await stops(), ['policy.broken'], 'the last commit has it active');
    world.commits.set(base, new Map([[policyPath, frozen]]));
    assert.deepEqual(await stops(), ['kill-switch', 'policy.broken'], 'taking the file away switches nothing off');
    world.commits.set(base, new Map());
    assert.deepEqual(await stops(), ['policy.broken']);
  });

  it('cannot be told from a policy that is broken while a task runs', async () => {
    const world = ruled();
    await start(world);
    world.files.set(policyPath, 'codex: [');
    assert.equal(demandFailure(await checkChange(portsOf(world), {})).reason, 'bad-policy');
  });

  it('shows no line of a file that is not in the repository when a shipped policy has it on', async () => {
    const world = ruled(policyText('extends: [codex-governor:base]').replace('codex: active\n', ''));
    world.shipped.set('base', 'version: 1\ntitle: Base\ncodex: frozen\n');
    const [finding] = (await check(world, { mode: 'fix' })).judgement.findings;
    assert.deepEqual([finding?.path, finding?.line], ['', 1]);
    assert.match(finding?.message ?? '', /\(codex: frozen, codex-governor:base line 3\)/);
  });
});

/** What stops a change, whatever is in it. */
const stopsOf = async (world: World, options: CheckOptions = {}) => {
  const { judgement } = await check(world, options);
  assert.equal(judgement.verdict, 'block');
  return judgement.findings.map(({ rule, path, line, message }) => ({ rule, path, line, message }));
};

describe('a change that breaks the policy', () => {
  it('is stopped where it leaves an error in the policy, at its line', async () => {
    const world = ruled(policyText().replace('title: Small', 'titel: Small'), policyText());
    const [found, ...others] = await stopsOf(world);
    assert.deepEqual([found?.rule, found?.path, found?.line, others], ['policy.broken', policyPath, 2, []]);
    assert.match(found?.message ?? '', /^This change leaves a policy that cannot be read.*titel/);
    world.files.set(policyPath, policyText('x: 1', 'y: 2'));
    assert.match((await stopsOf(world))[0]?.message ?? '', /\(2 errors in all\)/);
    world.files.set(policyPath, policyText().replace('title: Small', 'title: Other'));
    assert.equal(await verdictOf(world), 'pass', 'a change of the policy is no breach of it');
  });

  it('is stopped where the policy is gone, and where one that it extends is, in the tree that is judged', async () => {
    const [own, team] = [policyText('extends: [team.yaml]'), '.codex/team.yaml'];
    const world = makeWorld({ [policyPath]: own, [team]: 'version: 1\n' });
    world.commits.set(base, new Map(world.files));
    assert.equal(await verdictOf(world), 'pass');
    world.files.delete(team);
    assert.match((await stopsOf(world))[0]?.message ?? '', /team\.yaml/);
    assert.equal(await verdictOf(world, { staged: true }), 'pass', 'it is still staged');
    world.files.delete(policyPath);
    assert.deepEqual(await stopsOf(world), [
      { rule: 'policy.broken', path: policyPath, line: 1, message: `This change leaves no ${policyPath}.` },
    ]);
    world.commits.set(other, new Map([[policyPath, own]]));
    world.head = { commit: other, branch: 'work' };
    assert.match((await stopsOf(world, { ci: true, base }))[0]?.message ?? '', /team\.yaml/, 'the commit, in CI');
  });

  it('is stopped during a task as well, and by no policy that is only tried out', async () => {
    const world = ruled();
    await start(world);
    world.files.delete(policyPath);
    assert.equal((await stopsOf(world))[0]?.rule, 'policy.broken');
    const tried = { readFrom: 'tried', readText: () => Promise.resolve(success(policyText())) };
    assert.equal(await verdictOf(world, { policy: tried }), 'pass');
    const bare = ruled(policyText(), '');
    bare.commits.set(base, new Map());
    assert.equal(await verdictOf(bare), 'pass', 'there was none to break');
  });

  it('does not wait for a measurement that fails', async () => {
    const world = ruled(policyText('x: 1'), policyText());
    const cut = { ...portsOf(world).repository, measure: () => Promise.resolve(failure(fail('git-failed', 'Gone.'))) };
    const { judgement, notes } = demand(await checkChange({ ...portsOf(world), repository: cut }, {}));
    assert.deepEqual([judgement.findings[0]?.rule, judgement.verdict], ['policy.broken', 'block']);
    assert.match(notes.join(), /The change itself was not judged: Gone\./);
  });
});

describe('checking a change', () => {
  it('judges what was measured, and says from where, in which mode and by which law', async () => {
    const world = ruled();
    world.changed = [aFile({ path: 'a.py', added: 21, addedLines: [{ start: 1, end: 21 }] })];
    const checked = await check(world, { mode: 'fix' });
    assert.deepEqual([checked.base, checked.mode, checked.judgement.verdict], [base, 'fix', 'block']);
    assert.equal(checked.judgement.findings[0]?.rule, 'budget.lines');
    await start(world);
    const ofTask = await check(world, {});
    assert.deepEqual(
      ofTask.judgement.findings.map(({ id }) => id),
      checked.judgement.findings.map(({ id }) => id),
    );
  });

  it('names the file and the commit of the law apart from the words for a person', async () => {
    const world = ruled();
    const { policy, policyPath: path, policyRevision, modeTitle } = await check(world, { mode: 'fix' });
    assert.deepEqual([policy, path, policyRevision], [`${policyPath} (at 111111111111)`, policyPath, base]);
    assert.equal(modeTitle, 'Fix');
    await start(world);
    assert.equal((await check(world)).policyRevision, null);
  });

  it('counts texts that are typed as they will be once they are saved', async () => {
    const world = ruled();
    world.changed = [aFile({ path: 'a.py', added: 1 })];
    const unsaved = new Map([['a.py', 'x\n'.repeat(30)]]);
    const { judgement, files } = await check(world, { mode: 'fix', unsaved });
    assert.deepEqual([judgement.meters[0]?.used, judgement.meters[0]?.estimated, files.length], [30, true, 1]);
  });

  it('says the same of a review that is at hand', async () => {
    const world = ruled();
    await start(world);
    world.changed = [aFile({ path: 'a.py', added: 21, addedLines: [{ start: 1, end: 21 }] })];
    world.files.set(policyPath, frozen);
    const ports = portsOf(world);
    const checked = await check(world);
    const { standing } = checked;
    const judged = demand(await review(ports, standing.standard, standing.from));
    assert.deepEqual(checkReview(ports, standing, judged), checked);
    assert.equal(standing.task, world.task?.id);
    assert.deepEqual(
      checked.judgement.findings.map(({ rule }) => rule),
      ['kill-switch', 'budget.lines'],
    );
    assert.equal((await check(world, { base })).standing.task, undefined);
  });

  it('refuses in CI a base that is the commit to judge, and what is not committed', async () => {
    const world = ruled();
    const own = demandFailure(await checkChange(portsOf(world), { ci: true, base }));
    assert.equal(own.reason, 'bad-revision');
    assert.match(own.message, /is the commit that is checked out, so there is no change to judge/);
    world.head = { commit: other, branch: 'work' };
    world.commits.set(other, new Map([[policyPath, policyText()]]));
    assert.equal(await verdictOf(world, { ci: true, base }), 'pass');
    assert.equal(
      demandFailure(await checkChange(portsOf(world), { ci: true, base, staged: true })).reason,
      'bad-option',
    );
  });
});

describe('measuring a change', () => {
  it('needs no policy, and takes the classes of files from one where there is one', async () => {
    const bare = makeWorld();
    bare.changed = [aFile({ path: 'a.py' })];
    assert.deepEqual(demand(await measureChange(portsOf(bare), {})).change.files, bare.changed);
    const broken = demandFailure(await measureChange(portsOf(ruled('version: 9\n')), {}));
    assert.equal(broken.reason, 'bad-policy');
  });

  it('starts from the task, from a base that is named, or from where the branch began', async () => {
    const world = ruled();
    world.commits.set(other, new Map());
    await start(world);
    await measureChange(portsOf(world), {});
    await measureChange(portsOf(world), { base: other });
    world.head = { commit: base, branch: 'elsewhere' };
    const { notes } = demand(await measureChange(portsOf(world), {}));
    assert.match(notes[0] ?? '', /is parked/);
    assert.deepEqual(world.measuredFrom, [{ task: world.task?.base }, { revision: other }, { revision: base }]);
  });
});
