import * as z from 'zod';
import { fileClasses, isInClass, pathAtBase, type FileChange } from '../../change.ts';
import { findLost, quote, wordAssertion, wordingOf, type Lost } from '../../lost-tests.ts';
import type { ChangedFile, RuleKind, Scene, Sighting } from '../../rule-kind.ts';
import { seeNew } from '../../spots.ts';
import { inPlace } from '../../wording.ts';
import { holdAnyway } from './always.ts';
import { askForNothing, assertTuples } from './asking.ts';
import { runAlone } from './alone.ts';
import { leftUncollected } from './collecting.ts';
import { testsWeakenedExamples } from './examples.ts';
import { testsBoundExamples } from './examples-bounds.ts';
import { testsErrorExamples } from './examples-errors.ts';
import { settingsWeakenedExamples } from './examples-settings.ts';
import { testsHollowedExamples } from './examples-hollow.ts';
import { testsKeptExamples } from './examples-kept.ts';
import { testsUnheardExamples } from './examples-pipelines.ts';
import { testsLeftOutExamples } from './examples-narrowed.ts';
import { testsUnaskedExamples } from './examples-unasked.ts';
import { testsUnfoundExamples } from './examples-unfound.ts';
import { moreLenient } from './leniency.ts';
import { narrowed } from './narrowed.ts';
import { emptied, letFail } from './pipelines.ts';
import { isSetting } from './settings.ts';
import { takenOut } from './steps.ts';
import { lowered } from './thresholds.ts';
import { neverFound, renamedAway } from './unreached.ts';

const options = z.strictObject({
  thresholds: z
    .boolean()
    .default(true)
    .describe('Whether the settings of tests count, too: thresholds of coverage, and tests that may fail.'),
  counts: z
    .array(z.enum(fileClasses))
    .default(['code', 'test'])
    .describe('The file classes in which tests are looked for.'),
});
type Options = z.infer<typeof options>;

const messages: Record<'test' | 'skip' | 'assertion', (what: string) => string> = {
  test: (what) => `The test ${quote(what)} was deleted, while what it proves is still there.`,
  skip: (what) => `The test ${quote(what)} was switched off.`,
  assertion: (what) => `This test proves less than it did: ${quote(what)} was deleted.`,
};

const sightLost = ({ file, squeeze }: Lost): readonly Sighting[] => {
  const { kind, what, line } = squeeze;
  if (kind === 'comment' || kind === 'line') return [];
  return [{ path: file.path, line, message: messages[kind](wordingOf(file, squeeze)), identity: `${kind} ${what}` }];
};

/** How an assertion asks for something, as a person would say it: `assert x` names nothing. */
const nowAsks = (by: string): string => (by === 'assert' ? 'now it only has to be true' : `now ${quote(by)} is enough`);

const sightWeaker = (file: ChangedFile): readonly Sighting[] =>
  (file.syntax?.weakened ?? []).map((weakened) => {
    const { line, what, by } = weakened;
    const [was, now] = by;
    const message = `This assertion proves less than it did: ${quote(wordAssertion(file, weakened))} was compared by ${quote(was)}, ${nowAsks(now)}.`;
    return { path: file.path, line, message, identity: `weaker ${what} ${now}` };
  });

const isTest = (file: FileChange): boolean => isInClass(file, ['test']);

/** True also for a file that was settings before it was renamed. */
const setsTests = (file: FileChange): boolean => [file.path, pathAtBase(file)].some(isSetting);

const isRead = (file: FileChange): boolean => isTest(file) || setsTests(file);

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { counts, thresholds } = scene.options;
  const tests = scene.files.filter((file) => isInClass(file, counts));
  const proofs = tests.filter(isTest);
  const settings = thresholds ? scene.files.filter(setsTests) : [];
  const hollowed = emptied(settings);
  return {
    sightings: [
      ...findLost(tests, scene.beyond).flatMap(sightLost),
      ...proofs.flatMap(sightWeaker),
      ...proofs.flatMap(renamedAway),
      ...moreLenient(proofs),
      ...seeNew({ ...scene, files: proofs }, 'proofs', (side) =>
        [runAlone, holdAnyway, askForNothing, assertTuples, neverFound, leftUncollected].flatMap((spots) =>
          spots(side),
        ),
      ),
      ...lowered(settings),
      ...hollowed,
      ...takenOut(settings, hollowed),
      ...narrowed(settings),
      ...seeNew({ ...scene, files: settings }, 'settings', letFail),
    ],
  };
};

export const testsWeakened: RuleKind<Options> = {
  kind: 'tests-weakened',
  title: 'Tests weakened',
  manual: [
    'Flags a change that lets tests prove less than they did: a test deleted while what it proves is still there; one that is',
    'switched off (`skip`, `xfail`, `todo`, also with its class, suite or file) or run alone (`it.only`); an assertion that is',
    'gone from a test that stays, became one that cannot fail (`or True`, `assert (x, "why")`, `expect(x)` without a matcher,',
    '`expect.anything()`, a `.resolves` that nobody awaits), or only asks for something true where it compared (`assert x`,',
    '`toBeDefined()`), for a bound (`>= 2` for `== 2`), for parts (`toMatchObject({})`) or for any call (`assert_called()`,',
    '`toHaveBeenCalled()`); a test that no runner finds (within another function, defined twice, deleted, `__test__ = False`, in a',
    'file whose new name is that of no test); a test run with fewer cases (`parametrize`, `it.each`) where no other of the file',
    'got them; tests that `conftest.py` throws away (`items.clear()`, `items[:] = []`) or does not look for',
    '(`collect_ignore`); a tolerance that was raised (`approx(…, abs=…)`, `toBeCloseTo`, `places=`, `delta=`); an error that',
    'is expected less exactly (`raises(Exception)`, `toThrow()`).',
    '',
    'With `thresholds`, the settings of tests as well: a share of coverage that was lowered or taken out (`fail_under`,',
    '`--cov-fail-under`, `coverageThreshold` and `thresholds` of Jest and Vitest, nyc and c8, targets of Codecov), also by',
    'moving its file to where nobody reads it; tests that may fail, or that nobody hears of: `continue-on-error`,',
    '`allow_failure`, `if: false`, `shell: bash {0}`, `|| true`, `; exit 0`, `set +e`, `&`, `--collect-only`, a script `test` that',
    'only says `echo ok`, where a pipeline, a Makefile, a script, `package.json`, `pyproject.toml` or `tox.ini` runs them; a step',
    'that is gone from a pipeline, where the change writes no other that may run them; and',
    'tests that are left out: `--ignore`, `--deselect`, `-k`, `testpaths`, `testMatch`, `testPathIgnorePatterns`, and `include`',
    'and `exclude` of Vitest. A threshold that was moved to a file which the change calls is kept.',
    '',
    'Tests and assertions are read as `squeezed-change` reads them, in the same languages. A test that was moved, renamed,',
    'or made part of another one is not lost; nor is one that goes with the function it proves, where fewer are there than',
    'before; nor are assertions for which as many others were written in the file, or one that compares the whole',
    '(`assert x == X(1, 2)` for `assert x.a == 1` and `assert x.b == 2`). Tolerances, errors, cases, `or True` and',
    '`only` are read of Python, JavaScript and TypeScript. Conditions such as `skipif` are not looked at.',
  ].join('\n'),
  remedy: 'Put the test back as it was, and mend what it found.',
  options,
  needs: ({ counts }) => ({
    syntax: (file) => isInClass(file, counts),
    facts: isRead,
    text: isRead,
  }),
  // A test goes with what it proves, wherever that stands.
  needsBeyond: ({ counts }) => ({ syntax: (file) => isInClass(file, [...counts, 'code']) }),
  examples: [
    ...testsWeakenedExamples,
    ...testsHollowedExamples,
    ...testsUnaskedExamples,
    ...testsUnfoundExamples,
    ...testsUnheardExamples,
    ...testsLeftOutExamples,
    ...settingsWeakenedExamples,
    ...testsKeptExamples,
    ...testsErrorExamples,
    ...testsBoundExamples,
  ],
  see,
  guard: (_options, rule) =>
    `Never weaken tests to make them pass${inPlace(rule)}: no test or assertion is deleted, skipped or made more lenient.`,
};
