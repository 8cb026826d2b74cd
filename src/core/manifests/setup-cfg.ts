import type { Span } from '../lines.ts';
import { failure, success, type Result } from '../result.ts';
import type { DependencyGroup } from './dependency.ts';
import { unread, type Fault, type Find, type Finds } from './find.ts';
import { requirementsPath } from './requirements-path.ts';
import { requirementIn } from './pep508.ts';
import { linesOf } from './text-lines.ts';

interface Value {
  readonly section: string;
  readonly key: string;
  readonly start: number;
  readonly text: string;
  /** False for what goes on below the key. */
  readonly first: boolean;
}

interface Cursor {
  readonly section: string;
  /** Undefined right behind the head of a section. */
  readonly key?: string;
}

type Step = Cursor & { readonly value?: Value };

/** What a line says behind what was said before; undefined when it says nothing that configparser understands. */
const readLine = ({ section, key }: Cursor, line: string, start: number): Step | undefined => {
  const name = /^\[([^\]]+)\]/.exec(line)?.[1];
  if (name !== undefined) return { section: name };
  if (/^\s/.test(line) && key !== undefined)
    return { section, key, value: { section, key, start, text: line, first: false } };
  const [assignment, assigned] = /^([^\s=:][^=:]*)[=:]/.exec(line) ?? [];
  if (assignment === undefined || assigned === undefined || section === '') return undefined;
  const named = { section, key: assigned.trim().toLowerCase().replaceAll('-', '_') };
  const text = line.slice(assignment.length);
  return { ...named, value: { ...named, start: start + assignment.length, text, first: true } };
};

/** Every line of every value, as Python's configparser reads them: an indented line goes on with the value above. */
const valueLines = (text: string): Result<readonly Value[], Fault> => {
  const values: Value[] = [];
  let cursor: Cursor = { section: '' };
  for (const { start, text: line } of linesOf(text)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const step = readLine(cursor, line, start);
    if (step === undefined) return failure({ at: start, message: 'This line is neither a section nor a value.' });
    cursor = step;
    if (step.value !== undefined) values.push(step.value);
  }
  return success(values);
};

const options: ReadonlyMap<string, DependencyGroup> = new Map([
  ['install_requires', 'runtime'],
  ['setup_requires', 'build'],
  ['tests_require', 'development'],
]);

const groupOf = ({ section, key }: Value): DependencyGroup | undefined => {
  if (section === 'options.extras_require') return 'optional';
  return section === 'options' ? options.get(key) : undefined;
};

const readFiles = ({ start, text }: Value): readonly Find[] =>
  [...text.replace('file:', '     ').matchAll(/[^\s,]+/g)]
    .filter(([file]) => !requirementsPath.test(file))
    .map(({ 0: file, index }) =>
      unread(
        { start: start + index, end: start + index + file.length },
        `The requirements in ${file} are not read: its name does not show that it holds any.`,
      ),
    );

/** Beside its key, setuptools takes a value apart at semicolons; below, every line is a requirement and may have a marker. */
const readValue = (value: Value): readonly Find[] => {
  const group = groupOf(value);
  if (group === undefined) return [];
  if (/^\s*file:/.test(value.text)) return readFiles(value);
  const text = value.text.replace(/\s#.*$/, '');
  return [...text.matchAll(value.first ? /[^;]+/g : /.+/g)].flatMap(({ 0: part, index }) => {
    const written = part.trim();
    const from = value.start + index + part.indexOf(written);
    const place = (start: number, end: number): Span => ({ start: from + start, end: from + end });
    return written === '' ? [] : [requirementIn(written, group, place)];
  });
};

/** Reads what setup.cfg tells setuptools. */
export const readSetupCfg = (text: string): Result<Finds, Fault> => {
  const values = valueLines(text);
  return values.ok ? success(values.value.flatMap(readValue)) : values;
};
