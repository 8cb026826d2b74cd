import * as z from 'zod';
import { matchesAny } from '../glob.ts';
import { capitalized } from '../markdown-write.ts';
import type { ChangedFile, RuleKind, Scene } from '../rule-kind.ts';

const options = z.strictObject({
  of: z.string().min(1).describe('Whose scope it is, as people read it.'),
  allow: z.array(z.array(z.string())).default([]).describe('Lists of globs; a path has to match every list.'),
  deny: z.array(z.string()).default([]).describe('Globs that are out, whatever is allowed.'),
});
type Options = z.infer<typeof options>;

// A rename writes in two places: where the file was and where it is.
const pathsWritten = (file: ChangedFile): readonly string[] =>
  file.from === undefined ? [file.path] : [file.path, file.from];

const see = ({ options: { of, allow, deny }, files }: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const denied = matchesAny(deny);
  const allowed = allow.map((globs) => ({ globs, test: matchesAny(globs) }));
  // Whoever shows the finding says where it stands; only a path that is no more has to be named.
  const objection = (path: string, isHere: boolean): string | undefined => {
    if (denied(path)) return `${capitalized(of)} may not write ${isHere ? 'this file' : path}.`;
    const outside = allowed.find(({ test }) => !test(path));
    return outside && `${isHere ? 'This file' : path} is outside ${of}, which covers ${outside.globs.join(', ')}.`;
  };
  const sightings = files.flatMap((file) => {
    const message = pathsWritten(file)
      .map((path) => objection(path, path === file.path))
      .find(Boolean);
    if (message === undefined) return [];
    return [{ path: file.path, line: file.addedLines[0]?.start ?? 1, message, identity: 'outside' }];
  });
  return { sightings };
};

export const writeScope: RuleKind<Options> = {
  kind: 'write-scope',
  title: 'Write scope',
  manual: [
    'Holds a change to the places it may write. A mode’s `writes` become the rule `write-scope.mode`; the scope a person',
    'declared for a task becomes `write-scope.task`. `deny` wins over `allow`. A rename counts at both its paths.',
  ].join('\n'),
  remedy: 'Undo the edit of this file, or finish this task and start one whose mode and scope include it.',
  options,
  examples: [
    {
      title: 'a file outside the lane',
      with: { of: 'mode Tests', allow: [['tests/**']] },
      before: { 'src/a.py': 'one = 1\n', 'tests/test_a.py': 'assert 1\n' },
      after: {
        'src/a.py': 'one = 2    ← This file is outside mode Tests, which covers tests/**.\n',
        'tests/test_a.py': 'assert 2\n',
      },
    },
    {
      title: 'deny wins over allow',
      with: { of: 'mode Tests', allow: [['**']], deny: ['src/**'] },
      before: { 'src/a.py': 'one = 1\n' },
      after: { 'src/a.py': 'one = 2    ← Mode Tests may not write this file.\n' },
    },
    {
      title: 'every list has to match',
      with: { of: 'the task', allow: [['src/**'], ['**/*.py']] },
      before: {},
      after: {
        'src/a.py': 'one = 1\n',
        'src/a.sql': 'select 1    ← This file is outside the task, which covers **/*.py.\n',
      },
    },
    {
      title: 'a file that was moved out of a closed place',
      with: { of: 'mode Fix', deny: ['docs/**'] },
      before: { 'docs/a.md': 'one\n' },
      renamed: { 'src/a.md': 'docs/a.md' },
      after: { 'src/a.md': 'one\n' },
      elsewhere: ['Mode Fix may not write docs/a.md.'],
    },
    {
      title: 'a file that was moved in from outside',
      with: { of: 'mode Fix', allow: [['src/**']] },
      before: { 'lib/a.py': 'one\n' },
      renamed: { 'src/a.py': 'lib/a.py' },
      after: { 'src/a.py': 'one\n' },
      elsewhere: ['lib/a.py is outside mode Fix, which covers src/**.'],
    },
    {
      title: 'no lists: anywhere',
      with: { of: 'mode Fix' },
      before: {},
      after: { 'anything.txt': 'text\n' },
    },
  ],
  see,
};
