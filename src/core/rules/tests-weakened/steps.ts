import type { ChangedFile, Sighting } from '../../rule-kind.ts';
import { pathAtBase } from '../../change.ts';
import { lineAfter } from '../guard-parts/lines.ts';
import { commandsOf, runsTests } from './commands.ts';
import { isWorkflow } from './settings.ts';
import { commandLeaves, leavesOf, listOf } from './trees.ts';

/** True for a file of settings that cannot be read, such as one that somebody is typing into. */
const isUnread = (path: string, text = ''): boolean =>
  isWorkflow(path) && text !== '' && leavesOf(path, text).length === 0;

/** A command of a file of settings, with the line of the value that it stands in. */
interface Step {
  readonly text: string;
  readonly line: number;
}

// What else stands in a step says how it is run, and on what.
const running = /^(?:run|(?:before_|after_)?script|commands?|bash|pwsh)$/;

const stepsOf = (path: string, text = ''): readonly Step[] =>
  commandLeaves(leavesOf(path, text))
    .filter(({ keys }) => !isWorkflow(path) || running.test(listOf(keys)))
    .flatMap(({ text: script, line }) => commandsOf(script).map((command) => ({ text: command.text, line })));

// What starts a script, a target or a container may run tests, whatever it is called.
const starting =
  /^(?:\.{0,2}\/?[\w.-]+(?:\/[\w.-]+)+|[\w.-]+\.(?:sh|bash|py|[cm]?js|ts))(?=\s|$)|(?:^|\s)(?:make|just|task|rake|npm|pnpm|yarn|bun|npx|nx|turbo|bazel|docker|dagger|earthly|python3?|node|bash|sh)\s/;
const harmless = /\s(?:install|ci|add|build|lint|format|fmt|publish|login|push)(?=[\s:]|$)/;

/** True for a command by which tests may be run now that were run by another one. */
const mayRunTests = ({ text }: Step): boolean => runsTests({ text }) || (starting.test(text) && !harmless.test(text));

/** Another workflow that is called: `uses: ./.github/workflows/test.yml`. */
const callsWorkflow = (path: string, text = ''): readonly string[] =>
  leavesOf(path, text).flatMap(({ keys, text: value }) =>
    keys.at(-1) === 'uses' && /\.ya?ml(?:@|$)|^\.\//.test(value) ? [value] : [],
  );

/** What a change wrote that may run tests, in any of its settings. */
const isReplaced = (files: readonly ChangedFile[]): boolean =>
  files.some(({ path, before, after, ...file }) => {
    const from = pathAtBase({ path, ...file });
    const known = new Set([...stepsOf(from, before).map(({ text }) => text), ...callsWorkflow(from, before)]);
    return (
      stepsOf(path, after).some((step) => !known.has(step.text) && mayRunTests(step)) ||
      callsWorkflow(path, after).some((value) => !known.has(value))
    );
  });

/**
 * Steps of pipelines that ran tests and are gone, while nothing was written that may run them now. A file whose commands do
 * nothing any more is told of as that.
 */
export const takenOut = (files: readonly ChangedFile[], told: readonly Sighting[]): readonly Sighting[] => {
  const lost = files
    .filter((file) => isWorkflow(pathAtBase(file)) && !isUnread(file.path, file.after))
    .filter(({ path: own }) => !told.some(({ path }) => path === own))
    .flatMap((file) => {
      const left = new Set(stepsOf(file.path, file.after).map(({ text }) => text));
      const steps = stepsOf(pathAtBase(file), file.before).filter((step) => runsTests(step) && !left.has(step.text));
      return steps.map((step) => ({ file, step }));
    });
  if (isReplaced(files)) return [];
  return lost.map(({ file, step: { text, line } }) => ({
    path: file.path,
    line: lineAfter(file, line),
    message: `Fewer tests are run: the step “${text}” was taken out.`,
    identity: `step ${text}`,
  }));
};
