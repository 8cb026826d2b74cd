import type { Span } from '../lines.ts';
import { failure, success, type Result } from '../result.ts';
import type { Fault, Find, Finds } from './find.ts';
import { linesOf } from './text-lines.ts';

interface Word {
  readonly text: string;
  readonly at: Span;
}

// Words as Go's own reader takes them: quoted, in backquotes, a bracket, or anything up to a blank.
const wordForm = /"([^"]*)"|`([^`]*)`|[(),]|=>|[^\s"`(),]+/g;

const wordsOf = (line: string, start: number): readonly Word[] =>
  [...line.matchAll(wordForm)].map(({ 0: raw, 1: double, 2: back, index }) => {
    const text = double ?? back ?? raw;
    const from = start + index + (text === raw ? 0 : 1);
    return { text, at: { start: from, end: from + text.length } };
  });

const directives = new Set('module go toolchain godebug require exclude replace retract tool ignore use'.split(' '));

const readRequire = ([module, version, more]: readonly Word[], comment: string): readonly Find[] | undefined => {
  if (module === undefined || version === undefined || more !== undefined) return undefined;
  const direct = !/^\/\/\s*indirect\b/.test(comment);
  return [{ name: module.text, at: module.at, group: 'runtime', direct, requirement: version.text }];
};

// A module put in the place of another is code that nobody has required by that name. A folder is the repository's.
const readReplace = (words: readonly Word[]): readonly Find[] | undefined => {
  const arrow = words.findIndex(({ text }) => text === '=>');
  const [target, version] = words.slice(arrow + 1);
  if (arrow < 1 || target === undefined) return undefined;
  if (/^(?:\.{1,2}(?:\/|$)|\/|[A-Za-z]:[\\/])/.test(target.text)) return [];
  const direct = target.text !== words[0]?.text;
  return [{ name: target.text, at: target.at, group: 'constraint', direct, requirement: version?.text ?? '' }];
};

/** One statement, in a block or by itself; undefined when its form is wrong. */
const readStatement = (verb: string, words: readonly Word[], comment: string): readonly Find[] | undefined => {
  if (verb === 'module') return words[0] && [{ declares: words[0].text }];
  if (verb === 'require') return readRequire(words, comment);
  return verb === 'replace' ? readReplace(words) : [];
};

/** Where a line stands: in the block of a word, or by itself. */
interface Step {
  readonly block?: string;
  readonly finds: readonly Find[];
}

const readSingle = (verb: string, words: readonly Word[], comment: string): Step | undefined => {
  if (words[0]?.text === '(' && words.length === 1) return { block: verb, finds: [] };
  const finds = readStatement(verb, words, comment);
  return finds && { finds };
};

const readInBlock = (block: string, words: readonly Word[], comment: string): Step | undefined => {
  if (words[0]?.text === ')') return { finds: [] };
  const finds = readStatement(block, words, comment);
  return finds && { block, finds };
};

/** What a line says, or why it says nothing. */
const readLine = (line: string, start: number, block: string | undefined): Step | string => {
  // A // within a module path would have to be quoted, and no module path holds one.
  const slashes = line.indexOf('//');
  const comment = slashes < 0 ? '' : line.slice(slashes);
  const words = wordsOf(line.slice(0, line.length - comment.length), start);
  const [head] = words;
  if (head === undefined) return block === undefined ? { finds: [] } : { block, finds: [] };
  const verb = block ?? head.text;
  if (!directives.has(verb)) return `${JSON.stringify(verb)} is no word of a go.mod.`;
  const step = block === undefined ? readSingle(verb, words.slice(1), comment) : readInBlock(block, words, comment);
  return step ?? `This is not how ${verb} is written.`;
};

/**
 * Reads go.mod and go.work. What a `tool` line names is a package of a module that `require` names as well; `exclude`
 * and `retract` only take away.
 */
export const readGoMod = (text: string): Result<Finds, Fault> => {
  const finds: Find[] = [];
  let block: string | undefined;
  for (const { start, text: line } of linesOf(text)) {
    const step = readLine(line, start, block);
    if (typeof step === 'string') return failure({ at: start, message: step });
    finds.push(...step.finds);
    ({ block } = step);
  }
  return block === undefined
    ? success(finds)
    : failure({ at: text.length, message: `The block of ${block} is not closed.` });
};

/** Reads go.sum: every module that was ever looked at, by a line for it and one for its go.mod. */
export const readGoSum = (text: string): Result<Finds, Fault> => {
  const finds = new Map<string, Find>();
  for (const { start, text: line } of linesOf(text)) {
    if (line.trim() === '') continue;
    const [, name, version = ''] = /^(\S+) (\S+?)(?:\/go\.mod)? h1:\S+$/.exec(line) ?? [];
    if (name === undefined) return failure({ at: start, message: 'This is no line of a go.sum.' });
    const key = `${name} ${version}`;
    const at = { start, end: start + name.length };
    if (!finds.has(key)) finds.set(key, { name, at, group: 'unstated', direct: false, requirement: version });
  }
  return success(finds.values());
};
