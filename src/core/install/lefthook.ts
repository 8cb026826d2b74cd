import { parse, type ParseError } from 'jsonc-parser';
import { parseTOML, getStaticTOMLValue } from 'toml-eslint-parser';
import { failure, success, type Result } from '../result.ts';
import { hookLine } from './hook-command.ts';
import { addToJson } from './json-edit.ts';
import { addToYaml, readYaml } from './yaml-edit.ts';

const name = 'codex-governor';

/** The files that lefthook reads its configuration from, in the order it looks for them. */
export const lefthookFiles: readonly string[] = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((base) =>
  ['yml', 'yaml', 'json', 'jsonc', 'toml'].map((ending) => `${base}.${ending}`),
);

interface Said {
  readonly 'pre-commit'?: { readonly commands?: unknown; readonly jobs?: unknown } | null;
}

const isOurs = (job: unknown): boolean =>
  typeof job === 'object' &&
  job !== null &&
  (('name' in job && job.name === name) ||
    ('run' in job && typeof job.run === 'string' && job.run.includes('codex-governor')));

const isThere = ({ 'pre-commit': hook }: Said): boolean => {
  const commands = typeof hook?.commands === 'object' && hook.commands !== null ? hook.commands : {};
  const jobs = Array.isArray(hook?.jobs) ? (hook.jobs as readonly unknown[]) : [];
  return name in commands || [...Object.values(commands), ...jobs].some(isOurs);
};

const hasJobs = ({ 'pre-commit': hook }: Said): boolean => Array.isArray(hook?.jobs);

const asSaid = (value: unknown): Said => (typeof value === 'object' && value !== null ? value : {});

const addToYamlFile = (text: string): Result<string, string> => {
  const read = readYaml(text);
  if (!read.ok) return read;
  const said = asSaid(read.value.toJS());
  if (isThere(said)) return success(text);
  const run = hookLine();
  return hasJobs(said)
    ? addToYaml(text, ['pre-commit', 'jobs'], { name, run })
    : addToYaml(text, ['pre-commit', 'commands', name], { run });
};

const readJson = (text: string): Said | undefined => {
  const errors: ParseError[] = [];
  const said: unknown = parse(text, errors, { allowTrailingComma: true });
  return errors.length > 0 || typeof said !== 'object' || said === null ? undefined : said;
};

const addToJsonFile = (text: string): Result<string, string> => {
  const said = readJson(text);
  if (said === undefined) return failure('it is no valid JSON');
  if (isThere(said)) return success(text);
  const run = hookLine();
  const added = hasJobs(said)
    ? addToJson(text, ['pre-commit', 'jobs'], undefined, { name, run })
    : addToJson(text, ['pre-commit', 'commands'], name, { run });
  const again = added === undefined ? undefined : readJson(added);
  return added !== undefined && again !== undefined && isThere(again)
    ? success(added)
    : failure('something else stands where it would be added');
};

const readToml = (text: string): Said | undefined => {
  try {
    return asSaid(getStaticTOMLValue(parseTOML(text)));
  } catch {
    return undefined;
  }
};

// A table may stand anywhere in TOML, so that nothing that is there has to be touched.
const addToTomlFile = (text: string): Result<string, string> => {
  const said = readToml(text);
  if (said === undefined) return failure('it is no valid TOML');
  if (isThere(said)) return success(text);
  const run = `run = ${JSON.stringify(hookLine())}`;
  const table = hasJobs(said)
    ? `[[pre-commit.jobs]]\nname = "${name}"\n${run}\n`
    : `[pre-commit.commands.${name}]\n${run}\n`;
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const added = `${start}${start === '' ? '' : '\n'}${table}`;
  const again = readToml(added);
  return again !== undefined && isThere(again)
    ? success(added)
    : failure('its hook pre-commit is written on one line, which nothing can be added to');
};

/** Lefthook's configuration with our command in its hook `pre-commit`; the same text where it is there. */
export const addToLefthook = (text: string, path: string): Result<string, string> => {
  if (path.endsWith('.toml')) return addToTomlFile(text);
  return /\.jsonc?$/.test(path) ? addToJsonFile(text) : addToYamlFile(text);
};
