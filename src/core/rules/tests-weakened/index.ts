import * as z from 'zod';
import { fileClasses, isInClass, pathAtBase, type FileChange } from '../../change.ts';
import { findLost, quote, wordingOf, type Lost } from '../../lost-tests.ts';
import type { RuleKind, Scene, Sighting } from '../../rule-kind.ts';
import { seeNew } from '../../spots.ts';
import { inPlace } from '../../wording.ts';
import { holdAnyway } from './always.ts';
import { runAlone } from './alone.ts';
import { leftUncollected } from './collecting.ts';
import { testsWeakenedExamples } from './examples.ts';
import { settingsWeakenedExamples } from './examples-settings.ts';
import { testsHollowedExamples } from './examples-hollow.ts';
import { testsKeptExamples } from './examples-kept.ts';
import { moreLenient } from './leniency.ts';
import { letFail } from './pipelines.ts';
import { isSetting, lowered } from './thresholds.ts';

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

const isTest = (file: FileChange): boolean => isInClass(file, ['test']);

/** True also for a file that was settings before it was renamed. */
const setsTests = (file: FileChange): boolean => [file.path, pathAtBase(file)].some(isSetting);

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { counts, thresholds } = scene.options;
  const tests = scene.files.filter((file) => isInClass(file, counts));
  const proofs = tests.filter(isTest);
  const settings = thresholds ? scene.files.filter(setsTests) : [];
  return {
    sightings: [
      ...findLost(tests).flatMap(sightLost),
      ...moreLenient(proofs),
      ...seeNew({ ...scene, files: proofs }, 'proofs', (side) =>
        [runAlone, holdAnyway, leftUncollected].flatMap((spots) => spots(side)),
      ),
      ...lowered(settings),
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
    'gone from a test that stays, or became one that cannot fail (`or True`); a test run with fewer cases (`parametrize`,',
    '`it.each`) where no other of the file got them; tests that `conftest.py` throws away (`items.clear()`) or does not look',
    'for (`collect_ignore`); a tolerance that was raised (`approx(…, abs=…)`,',
    '`toBeCloseTo`, `places=`, `delta=`); an error that is expected less exactly (`raises(Exception)`, `toThrow()`).',
    '',
    'With `thresholds`, the settings of tests as well: a share of coverage that was lowered or taken out (`fail_under`,',
    '`--cov-fail-under`, `coverageThreshold` and `thresholds` of Jest and Vitest, nyc and c8, targets of Codecov), also by',
    'moving its file to where nobody reads it, and tests that may fail: `continue-on-error`, `allow_failure` or `|| true`',
    'where a pipeline, `package.json`, `pyproject.toml` or `tox.ini` runs them.',
    '',
    'Tests and assertions are read as `squeezed-change` reads them, in the same languages. A test that was moved, renamed,',
    'or made part of another one is not lost; nor is one that goes with the function it proves, where fewer are there than',
    'before; nor are assertions for which as many others were written in the file. Tolerances, errors, cases, `or True` and',
    '`only` are read of Python, JavaScript and TypeScript. Conditions such as `skipif` are not looked at.',
  ].join('\n'),
  remedy: 'Put the test back as it was, and mend what it found.',
  options,
  needs: ({ counts }) => ({
    syntax: (file) => isInClass(file, counts),
    facts: (file) => isTest(file) || setsTests(file),
    text: setsTests,
  }),
  examples: [...testsWeakenedExamples, ...testsHollowedExamples, ...settingsWeakenedExamples, ...testsKeptExamples],
  see,
  guard: (_options, rule) =>
    `Never weaken tests to make them pass${inPlace(rule)}: no test or assertion is deleted, skipped or made more lenient.`,
};
