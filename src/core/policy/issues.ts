import type { z } from 'zod';
import { idPattern } from './document-words.ts';
import { childOf, nameOf, printValue, slugOf, tellValue, valueAt } from './names.ts';
import { alternatives, describeAt, keysAt, shapesAt, type PolicyPath, type Shape } from './shape.ts';
import { listWords, nearestWord } from './suggest.ts';

type Issue = z.core.$ZodIssue;

/** Something wrong with a value, before it is known where that is. */
export interface Fault {
  readonly path: PolicyPath;
  /** Which part of the path's place is meant: its key, or what stands there. */
  readonly part: 'key' | 'value';
  readonly code: string;
  readonly message: string;
  readonly replacement?: string;
  /** The key a `missing-key` is about. */
  readonly missing?: string;
}

/** What was read, and what may stand in it. */
export interface Scene {
  readonly value: unknown;
  readonly shape: Shape;
  /** The place of the value in its document, for names: `rules.no-env.with`. */
  readonly name: string;
}

const fault = (path: PolicyPath, code: string, message: string, replacement?: string): Fault => ({
  path,
  part: 'value',
  code,
  message,
  ...(replacement === undefined ? {} : { replacement }),
});

const tellName = ({ name, value }: Scene, path: PolicyPath): string => {
  const words = [name, nameOf(value, path)].filter((part) => part !== '').join('.');
  return words === '' ? 'The policy' : `\`${words}\``;
};

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  array: 'a list',
  null: 'nothing',
};

const tellShape = (shape: Shape): string => {
  if (shape.const !== undefined) return `\`${printValue(shape.const)}\``;
  if (shape.enum !== undefined) return listWords(shape.enum.map(String), 'or');
  if (shape.type !== 'object') return typeWords[shape.type ?? ''] ?? 'another value';
  const keys = Object.keys(shape.properties ?? {});
  return keys.length === 0 ? 'a map (`key: value` lines)' : `a map with ${listWords(keys, 'and', 6)}`;
};

const tellShapes = (scene: Scene, path: PolicyPath): string =>
  shapesAt(scene.shape, path).flatMap(alternatives).map(tellShape).join(', or ');

// What the person most likely meant, in YAML: 200 for "200", true for yes, one text for a list of texts …
const fixedText = (types: ReadonlySet<string | undefined>, found: string): string | undefined => {
  if (types.has('boolean') && /^(?:yes|on|no|off|true|false)$/i.test(found))
    return String(/^(?:yes|on|true)$/i.test(found));
  if ((types.has('integer') || types.has('number')) && /^\d+$/.test(found)) return found;
  return types.has('array') && /^[\w./-]+$/.test(found) ? `[${found}]` : undefined;
};

// … and '200' for 200.
const fixed = (shapes: readonly Shape[], found: unknown): string | undefined => {
  const types = new Set(shapes.map(({ type }) => type));
  if (typeof found === 'string') return fixedText(types, found);
  return ['number', 'boolean'].includes(typeof found) && types.has('string') ? `'${String(found)}'` : undefined;
};

const wrongType = (scene: Scene, path: PolicyPath): Fault => {
  const found = valueAt(scene.value, path);
  const shapes = shapesAt(scene.shape, path).flatMap(alternatives);
  const message = `${tellName(scene, path)} must be ${tellShapes(scene, path)}; found ${tellValue(found)}.`;
  return fault(path, 'wrong-type', message, fixed(shapes, found));
};

const missingKey = (scene: Scene, path: PolicyPath): Fault => {
  const key = String(path.at(-1) ?? '');
  const parent = path.slice(0, -1);
  const description = describeAt(scene.shape, path);
  const why = description === undefined ? '' : ` ${description}`;
  const message = `${tellName(scene, parent)} needs the key \`${key}\`.${why}`;
  return { ...fault(parent, 'missing-key', message), part: 'key', missing: key };
};

const offerKey = (valid: readonly string[], meant: string | undefined, free: string | undefined): string => {
  if (meant === undefined) return `Its keys are ${listWords(valid, 'and', 20)}.`;
  const more = free === undefined ? ' That key is there already: put these lines under it.' : '';
  return `Did you mean \`${meant}\`?${more}`;
};

const unknownKeys = (scene: Scene, path: PolicyPath, keys: readonly string[]): readonly Fault[] =>
  keys.map((key) => {
    const valid = keysAt(scene.shape, path);
    const found = valueAt(scene.value, path);
    const meant = nearestWord(key, valid);
    // Two keys of one name would be a mistake of their own.
    const nearest = meant === undefined || childOf(found, meant) === undefined ? meant : undefined;
    const offer = offerKey(valid, meant, nearest);
    const where = tellName(scene, path).replace(/^The/, 'the');
    const message = `\`${key}\` is not a key of ${where}. ${valid.length === 0 ? 'Remove it.' : offer}`;
    return { ...fault([...path, key], 'unknown-key', message, nearest), part: 'key' };
  });

const wrongWord = (scene: Scene, path: PolicyPath, values: readonly unknown[]): Fault => {
  const found = valueAt(scene.value, path);
  const words = values.map(String);
  const nearest = words.length === 1 ? words[0] : nearestWord(String(found), words);
  const offer = nearest === undefined || words.length === 1 ? '' : ` Did you mean \`${nearest}\`?`;
  const message = `${tellName(scene, path)} must be ${listWords(words, 'or')}; found ${tellValue(found)}.${offer}`;
  return fault(path, 'wrong-word', message, typeof found === 'object' ? undefined : nearest);
};

const badId = (path: PolicyPath, found: string, part: 'key' | 'value'): Fault => {
  const message = `\`${found}\` is no id. An id is lower-case words joined by hyphens or dots, such as \`test-writer\`.`;
  const slug = slugOf(found);
  return { ...fault(path, 'bad-id', message, slug === '' ? undefined : slug), part };
};

const tellSize = (origin: string, most: boolean, bound: number): string => {
  const limit = `${most ? 'at most' : 'at least'} ${bound}`;
  if (origin === 'string') return `a text of ${limit} ${bound === 1 ? 'character' : 'characters'}`;
  return origin === 'array' ? `a list of ${limit} ${bound === 1 ? 'item' : 'items'}` : limit;
};

const tellBound = (origin: string, most: boolean, bound: number): string => {
  if (most || bound !== 1 || origin === 'number') return tellSize(origin, most, bound);
  return origin === 'string' ? 'a text that is not empty' : 'a list with at least one item';
};

const wrongSize = (scene: Scene, path: PolicyPath, wanted: string): Fault =>
  fault(
    path,
    'out-of-range',
    `${tellName(scene, path)} must be ${wanted}; found ${tellValue(valueAt(scene.value, path))}.`,
  );

// Of the alternatives of a union only the one is worth a word that what stands here was meant to be.
const fits = (errors: readonly Issue[], found: unknown): boolean =>
  !errors.some(({ code, path, ...issue }) => {
    if (path.length > 0) return false;
    if (code === 'invalid_type') return !('expected' in issue && issue.expected === 'int' && typeof found === 'number');
    return code === 'invalid_value';
  });

const ofUnion = (scene: Scene, path: PolicyPath, errors: readonly (readonly Issue[])[]): readonly Fault[] => {
  const meant = errors.filter((issues) => fits(issues, valueAt(scene.value, path)));
  const [only] = meant;
  return only === undefined || meant.length > 1 ? [wrongType(scene, path)] : tellIssues(scene, only, path);
};

const ofFormat = (scene: Scene, path: PolicyPath, issue: Issue & { readonly pattern?: string | undefined }): Fault => {
  const found = valueAt(scene.value, path);
  if (issue.pattern === String(idPattern)) return badId(path, String(found), 'value');
  return fault(
    path,
    'bad-format',
    `${tellName(scene, path)} does not fit: ${issue.message}. Found ${tellValue(found)}.`,
  );
};

// A value that is not there is missing, whatever the schema would have asked of it.
const isMissing = ({ value }: Scene, issue: Issue, path: PolicyPath): boolean =>
  ['invalid_type', 'invalid_union', 'invalid_value'].includes(issue.code) &&
  path.length > 0 &&
  valueAt(value, path) === undefined;

const tellValueIssue = (scene: Scene, issue: Issue, path: PolicyPath): Fault => {
  if (issue.code === 'too_small') return wrongSize(scene, path, tellBound(issue.origin, false, Number(issue.minimum)));
  if (issue.code === 'too_big') return wrongSize(scene, path, tellBound(issue.origin, true, Number(issue.maximum)));
  if (issue.code === 'invalid_format') return ofFormat(scene, path, issue);
  return fault(path, 'bad-value', `${tellName(scene, path)} does not fit: ${issue.message.replace(/\.$/, '')}.`);
};

const tellIssue = (scene: Scene, issue: Issue, path: PolicyPath): readonly Fault[] => {
  if (isMissing(scene, issue, path)) return [missingKey(scene, path)];
  if (issue.code === 'unrecognized_keys') return unknownKeys(scene, path, issue.keys);
  if (issue.code === 'invalid_union') return ofUnion(scene, path, issue.errors);
  if (issue.code === 'invalid_value') return [wrongWord(scene, path, issue.values)];
  if (issue.code === 'invalid_key') return [badId(path, String(path.at(-1)), 'key')];
  if (issue.code === 'invalid_type') return [wrongType(scene, path)];
  return [tellValueIssue(scene, issue, path)];
};

// `versoin` is one mistake: the key that is not known is also the one that is missed.
const keyOf = (path: PolicyPath, key: string | undefined): string => JSON.stringify([path, key]);
const withoutEchoes = (faults: readonly Fault[]): readonly Fault[] => {
  const misspelt = new Set(
    faults.flatMap(({ code, path, replacement }) =>
      code === 'unknown-key' ? [keyOf(path.slice(0, -1), replacement)] : [],
    ),
  );
  return faults.filter(({ code, path, missing }) => code !== 'missing-key' || !misspelt.has(keyOf(path, missing)));
};

/** What zod found, in words for a person: one fault for each mistake. */
export const tellIssues = (scene: Scene, issues: readonly Issue[], base: PolicyPath = []): readonly Fault[] =>
  withoutEchoes(
    issues.flatMap((issue) => {
      const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
      return tellIssue(scene, issue, [...base, ...path]);
    }),
  );
