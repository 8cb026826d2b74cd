import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Mode } from '../../src/core/mode.ts';
import type { PromptLaw } from '../../src/core/policy/policy.ts';
import type { Rule } from '../../src/core/rule-kind.ts';
import { lintGoal, type GoalLaw } from '../../src/core/prompt/lint.ts';
import { badGoals, goodGoals } from './goals.ts';
import { aMode, aPrompt, aRule } from './policies.ts';
import { processorTime } from '../processor-time.ts';

const law = (prompt: Partial<PromptLaw> = {}, rules: readonly Rule[] = [], mode?: Mode): GoalLaw => ({
  policy: { prompt: aPrompt(prompt), rules },
  ...(mode === undefined ? {} : { mode }),
});
const manifests = aRule({
  id: 'deps',
  in: ['**/package.json', 'requirements*.txt'],
  because: 'A package is a decision.',
});

const better = (goal: string): string =>
  lintGoal(goal, law())
    .map((problem) => problem.better)
    .join('\n');

describe('linting a goal', () => {
  describe('likes', () => {
    for (const goal of goodGoals)
      it(goal.slice(0, 90), () => assert.deepEqual(lintGoal(goal, law({}, [manifests])), []));
  });

  describe('dislikes', () => {
    for (const { goal, ids } of badGoals)
      it(`${JSON.stringify(goal.slice(0, 90))} as ${ids.join(', ')}`, () => {
        const found = new Set(lintGoal(goal, law()).map(({ id }) => id));
        for (const id of ids) assert.ok(found.has(id), `${id} is missing among ${[...found].join(', ')}`);
      });
  });

  it('counts the words of a goal of few, and does not repeat a long one', () => {
    for (const [goal, count] of [
      ['x'.repeat(400), 'one word'],
      [`${'x'.repeat(398)} y`, '2 words'],
    ] as const) {
      const problem = lintGoal(goal, law()).find(({ id }) => id === 'too-short');
      assert.match(problem?.because ?? '', new RegExp(`^It has only ${count}: `));
      assert.match(problem?.better ?? '', /“x{60}… … in/);
    }
  });

  it('says which words, why, and a better form', () => {
    const goal = 'Add logging everywhere in `backend/`.';
    const [problem] = lintGoal(goal, law());
    assert.ok(problem !== undefined);
    assert.equal(goal.slice(problem.start, problem.end), 'everywhere');
    assert.equal(problem.words, 'everywhere');
    assert.match(problem.because, /edge/);
    assert.equal(problem.better, 'Name the place: “Add logging in `path/to/file` in `backend/`.”');
  });

  it('builds the better form from the goal', () => {
    assert.match(
      better('Handle accents in names.'),
      /“Handle accents in names in `path\/to\/file`, with tests in `tests\/…`\.”/,
    );
    assert.match(
      better('Add a retry to src/http.ts and also upgrade the logger'),
      /“Add a retry to src\/http\.ts\.” Make the rest/,
    );
    assert.match(better('Improve `src/app.py`.'), /“Change `src\/app\.py` so that …/);
  });

  it('takes the answers of a pattern for names', () => {
    assert.equal(
      lintGoal('Let the entry answer with a clear message when it is down.', { ...law(), slots: { file: 'main' } })
        .length,
      0,
    );
  });

  it('dislikes what the policy avoids, in the words of the policy', () => {
    const avoid = [
      { matches: 'inline (?:the )?rights check', because: 'Because of §12.', better: 'Make the registry faster.' },
    ];
    assert.deepEqual(lintGoal('Please INLINE the rights check in src/reports.py', law({ avoid })), [
      {
        id: 'avoid',
        words: 'INLINE the rights check',
        start: 7,
        end: 30,
        because: 'Because of §12.',
        better: 'Make the registry faster.',
      },
    ]);
  });

  it('dislikes a new dependency where the rules, a duty or a guard forbid it, and says so in their words', () => {
    const goals = [
      'Add the pendulum package to src/dates.py',
      'Run pip install pendulum for src/dates.py',
      'Introduce a library for dates in src/dates.py',
    ];
    const duty = aMode({ duties: [{ id: 'one', text: 'Bring in no new dependency.' }] });
    for (const goal of goals) {
      assert.deepEqual(lintGoal(goal, law()), [], goal);
      for (const strict of [law({}, [manifests]), law({ guards: ['Add no package.'] }), law({}, [], duty)])
        assert.deepEqual(
          lintGoal(goal, strict).map(({ id }) => id),
          ['new-dependency'],
          goal,
        );
    }
    assert.match(lintGoal(goals[0] ?? '', law({}, [manifests]))[0]?.because ?? '', /A package is a decision\./);
    const anywhere = aRule({ kind: 'new-dependency', in: [], because: 'A package waits for a decision.' });
    assert.match(lintGoal(goals[0] ?? '', law({}, [anywhere]))[0]?.because ?? '', /A package waits for a decision\./);
  });

  it('does not take a rule over the whole tree, one that only forbids deleting, or of a kind that bans none, for a ban on dependencies', () => {
    const goal = 'Add the pendulum package to src/dates.py';
    const everything = aRule({ in: ['**'] });
    const noDelete = aRule({ in: ['package.json'], with: { operations: ['delete'] } });
    const elsewhere = aRule({ in: ['package.json'], modes: ['infra'] });
    const thresholds = aRule({ kind: 'tests-weakened', in: ['tests/**', 'pyproject.toml'] });
    const inOtherPlace = aRule({ kind: 'new-dependency', in: ['ui/**'] });
    assert.deepEqual(lintGoal(goal, law({}, [everything, noDelete, elsewhere, thresholds, inOtherPlace])), []);
  });

  it('keeps quiet when the policy has the lint off', () => {
    assert.deepEqual(lintGoal('fix stuff everywhere', law({ lintLevel: 'off' })), []);
  });

  it('gives the same problems in order of place for any text, with offsets inside it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...badGoals.map(({ goal }) => goal), ...goodGoals)), {
          maxLength: 6,
        }),
        (parts) => {
          const goal = parts.join(' ');
          const problems = lintGoal(goal, law());
          assert.deepEqual(lintGoal(goal, law()), problems);
          for (const [index, { start, end, words }] of problems.entries()) {
            assert.equal(goal.slice(start, end), words);
            assert.ok(start >= (problems[index - 1]?.start ?? 0));
          }
        },
      ),
    );
  });

  it('gets through a hundred thousand signs while a person types', () => {
    for (const unit of ['improve the ', 'a/b', 'foo_bar.baz ', 'all the whole ', '`', 'new ', '···', 'add a '])
      for (const goal of [unit.repeat(100_000 / unit.length)]) {
        const started = processorTime();
        lintGoal(goal, law({}, [manifests]));
        assert.ok(processorTime() - started < 5_000, `${unit}: ${processorTime() - started} ms`);
      }
  });
});
