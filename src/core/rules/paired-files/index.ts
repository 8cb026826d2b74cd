import { inPlace, listNames } from '../../wording.ts';
import { mendByPartner } from '../../mend.ts';
import { compilePattern } from '../../policy/pattern.ts';
import { present } from '../../present.ts';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import { lacksOfChange } from './change-together.ts';
import { pairedFilesExamples } from './examples.ts';
import { options, type Options } from './options.ts';
import { lacksOfTree } from './stand-together.ts';

const saysOfItself = (mentions: string, source: string): boolean => {
  const pattern = compilePattern(source, 'search');
  return mentions.split('\n').some((line) => pattern?.test(line));
};

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { options: given, files, around } = scene;
  const lacks = (given.changed ? lacksOfChange : lacksOfTree)(scene).filter(() =>
    saysOfItself(around.mentions(), given.commits ?? ''),
  );
  // Where many files need the same one, the first tells of it.
  const first = new Map(lacks.toReversed().map((lack) => [lack.message, lack]));
  return {
    sightings: lacks
      .filter((lack) => first.get(lack.message) === lack)
      .map(({ path, need, message }) => ({
        path,
        line: files.find((file) => file.path === path)?.addedLines[0]?.start ?? 1,
        message,
        identity: need,
        ...present('mend', mendByPartner(path, { ...given, need }, around)),
      })),
  };
};

export const pairedFiles: RuleKind<Options> = {
  kind: 'paired-files',
  title: 'Paired files',
  manual: [
    'Holds files to their partners: a migration up to its way down, a package to the index that lists it, a bug fix to a',
    'test. `when` names files by a path with holes, such as `migrations/{id}.up.sql`; `needs` names what each of them needs',
    'by the same holes. `{name}` stands for one name or a part of it, `{dir**}` for any number of folders.',
    '',
    'What is needed has to be there, and with `mentions` has to say so, in a `section` if one is given. It is a finding when',
    'the change brings a file without its partner, takes the partner away, or takes it out of the index; what stood alone',
    'before is old debt. A pair that holds both ways is two rules.',
    '',
    'With `changed: true` it has to change in the same change, whenever one of `operations` is done to the file; moving a',
    'file as it is does not count as changing it. `commits` narrows the rule to changes that call themselves something, such',
    'as a fix, in a line of their commit messages.',
  ].join('\n'),
  remedy: 'Bring what is missing into this change, or undo the part that needs it.',
  options,
  looksAround: true,
  examples: pairedFilesExamples,
  see,
  guard: ({ when, needs, changed, commits, 'one-of': oneOf }, rule) => {
    const whenever = commits === undefined ? 'Whenever' : `In a change that says \`${commits}\` of itself, whenever`;
    const needed = oneOf ? listNames(needs, 'or') : needs.map((need) => `\`${need}\``).join(', ');
    return `${whenever} you write \`${when}\`${inPlace(rule)}, ${changed ? 'change' : 'see to'} ${needed} as well.`;
  },
};
