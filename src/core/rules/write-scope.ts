import * as z from 'zod';
import { matchesAny } from '../glob.ts';
import { capitalized } from '../markdown/write.ts';
import { mendByBase } from '../mend.ts';
import { present } from '../present.ts';
import type { ChangedFile, RuleKind, Scene } from '../rule-kind.ts';
import { writeScopeExamples } from './write-scope-examples.ts';

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
    return (
      outside &&
      `${isHere ? 'This file' : path} is outside ${of}, which covers ${outside.globs.join(', ') || 'nothing'}.`
    );
  };
  const sightings = files.flatMap((file) => {
    const message = pathsWritten(file)
      .map((path) => objection(path, path === file.path))
      .find(Boolean);
    if (message === undefined) return [];
    const mend = present('mend', mendByBase(file));
    return [{ path: file.path, line: file.addedLines[0]?.start ?? 1, message, identity: 'outside', ...mend }];
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
  examples: writeScopeExamples,
  see,
};
