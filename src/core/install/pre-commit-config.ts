import { isMap, isSeq } from 'yaml';
import { failure, success, type Result } from '../result.ts';
import { hookLine } from './hook-command.ts';
import { addToYaml, readYaml } from './yaml-edit.ts';

const id = 'codex-governor';

/** The file that pre-commit (pre-commit.com) reads its configuration from. */
export const preCommitFile = '.pre-commit-config.yaml';

const repository = {
  repo: 'local',
  hooks: [
    {
      id,
      name: 'codex-governor check',
      entry: hookLine(),
      language: 'system',
      // It asks git what is staged, deleted files included.
      pass_filenames: false,
      always_run: true,
      stages: ['pre-commit'],
    },
  ],
};

const holdsOurs = (said: unknown): boolean =>
  Array.isArray(said)
    ? said.some(holdsOurs)
    : typeof said === 'object' &&
      said !== null &&
      (('id' in said && said.id === id) || Object.values(said).some(holdsOurs));

/** pre-commit's configuration with a local hook of ours, which runs first; the same text where it is there. */
export const addToPreCommitConfig = (text: string): Result<string, string> => {
  const read = readYaml(text);
  if (!read.ok) return read;
  if (holdsOurs(read.value.toJS())) return success(text);
  const { contents } = read.value;
  if (contents !== null && !isMap(contents)) return failure('it has no map at its top');
  return isSeq(read.value.getIn(['repos'], true))
    ? addToYaml(text, ['repos'], repository)
    : addToYaml(text, ['repos'], [repository]);
};
