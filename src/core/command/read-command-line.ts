import type { Node } from 'web-tree-sitter';
import { present } from '../present.ts';
import type { Grammar } from '../syntax/grammar.ts';
import type { Call, CommandLine, Word } from './command-line.ts';
import { patchOf, patchPrograms } from './patch-in-line.ts';
import { inputOf, isRedirect, namedOf, nodesOf, redirectsOf, strayWords } from './redirects.ts';
import { readWord } from './shell-words.ts';
import { programOf, startsFor } from './started-by.ts';

/** What was read so far. */
interface Reading {
  readonly grammar: Grammar;
  /** How many lines within lines it is deep. */
  readonly depth: number;
  readonly calls: Call[];
  readonly writes: Word[];
  readonly sets: string[];
  readonly doubts: string[];
}

const deepest = 5;

const noteRedirect = (reading: Reading, node: Node): void => {
  const operator = nodesOf(node).find(({ isNamed }) => !isNamed)?.type ?? '';
  const [target] = node.childrenForFieldName('destination');
  if (target === null || target === undefined || !operator.includes('>')) return;
  const word = readWord(target);
  const isCopy = operator.endsWith('&') && word !== undefined && /^(?:\d+|-|\d+-)$/.test(word);
  if (!isCopy) reading.writes.push(word);
};

const noteSets = (reading: Reading, node: Node): void => {
  const name = node.childForFieldName('name')?.text;
  if (name !== undefined) reading.sets.push(name);
};

const shells = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'ash']);
const interpreters = new Set(['python', 'python3', 'node', 'perl', 'ruby', 'php', 'deno', 'bun', 'pwsh', 'powershell']);

const isOption = (word: Word): boolean => word !== undefined && /^[-+]/.test(word);

/** The line that a shell is to run by its words: `bash -lc 'git push'`. */
const scriptOf = (words: readonly Word[]): { readonly script: Word } | 'a file' | 'its input' | 'unknown' => {
  const own = words.slice(1);
  const first = own.findIndex((word) => !isOption(word));
  const options = first < 0 ? own : own.slice(0, first);
  const isScript = options.some((word) => word !== undefined && /^-[a-zA-Z]*c[a-zA-Z]*$/.test(word));
  if (isScript) return { script: own[first] };
  if (first < 0) return 'its input';
  return own[first] === undefined ? 'unknown' : 'a file';
};

const readWithin = (reading: Reading, line: Word, by: string): void => {
  if (line === undefined) reading.doubts.push(`what \`${by}\` is given to run`);
  else if (reading.depth >= deepest) reading.doubts.push('lines within lines, too many deep');
  else readLine({ ...reading, depth: reading.depth + 1 }, line);
};

/** Takes a shell that is started; true where what it runs counts in its place. */
const takeShell = (reading: Reading, call: Call, input: { readonly text: Word } | undefined): boolean => {
  const program = programOf(call.words) ?? '';
  if (!shells.has(program)) return false;
  const script = scriptOf(call.words);
  if (script === 'a file') return false;
  if (typeof script === 'object') readWithin(reading, call.more === true ? undefined : script.script, `${program} -c`);
  else readWithin(reading, script === 'its input' ? input?.text : undefined, program);
  return true;
};

// Its text is in another language than the shell's, and may start anything.
const isProgramText = ({ words }: Call): boolean =>
  interpreters.has((programOf(words) ?? '').replace(/[\d.]+$/, '')) &&
  words
    .slice(1)
    .some(
      (word) => word !== undefined && /^(?:-[a-zA-Z]*[ce]|-|--eval|-p|--print|-r|-Command|-EncodedCommand)$/.test(word),
    );

/** Takes a program by what is known of it alone; true where that is all there is to it. */
const takeKnown = (reading: Reading, call: Call, input: { readonly text: Word } | undefined): boolean => {
  const [first, ...rest] = call.words;
  if (first === undefined) {
    if (call.words.length > 0) reading.doubts.push('which program it starts');
    return true;
  }
  if (patchPrograms.has(programOf(call.words) ?? '')) {
    reading.doubts.push('a patch within other commands');
    return true;
  }
  if (first !== 'eval') return takeShell(reading, call, input);
  const isKnown = call.more !== true && rest.every((word) => word !== undefined);
  readWithin(reading, isKnown ? rest.join(' ') : undefined, 'eval');
  return true;
};

const takeCall = (reading: Reading, call: Call, input: { readonly text: Word } | undefined): void => {
  if (takeKnown(reading, call, input)) return;
  const started = startsFor(call.words);
  if ('beside' in started) {
    reading.calls.push({ ...call, ...(isProgramText(call) ? { opaque: true } : {}) });
    for (const inner of started.beside) takeCall(reading, inner, undefined);
  } else if (started.only === undefined) reading.calls.push(call);
  else if ('doubt' in started.only) reading.doubts.push(started.only.doubt);
  else takeCall(reading, started.only.call, input);
};

const wordsOf = (command: Node): readonly Word[] => [
  ...namedOf(command)
    .filter((child) => !isRedirect(child) && child.type !== 'variable_assignment')
    .map(readWord),
  ...redirectsOf(command).flatMap(strayWords).map(readWord),
];

const visit = (reading: Reading, node: Node): void => {
  if (node.type === 'command') {
    const words = wordsOf(node);
    if (words.length > 0) takeCall(reading, { words }, inputOf(node));
  } else if (node.type === 'declaration_command' || node.type === 'unset_command')
    reading.calls.push({ words: [node.firstChild?.type, ...node.namedChildren.map(() => undefined)] });
  else if (node.type === 'file_redirect') noteRedirect(reading, node);
  else if (node.type === 'variable_assignment') noteSets(reading, node);
  for (const child of namedOf(node)) visit(reading, child);
};

const readLine = (reading: Reading, line: string): CommandLine['patch'] => {
  const tree = reading.grammar.parse(line);
  if (tree === undefined) {
    reading.doubts.push('the line itself');
    return undefined;
  }
  try {
    const patch = reading.depth === 0 ? patchOf(tree.rootNode) : undefined;
    if (patch !== undefined) return patch;
    if (tree.rootNode.hasError) reading.doubts.push('its grammar');
    visit(reading, tree.rootNode);
    return undefined;
  } finally {
    tree.delete();
  }
};

/** What a line does, read with the grammar of Bash. Whatever of it is not plain is told as a doubt. */
export const readCommandLine = (line: string, grammar: Grammar): CommandLine => {
  const reading: Reading = { grammar, depth: 0, calls: [], writes: [], sets: [], doubts: [] };
  const patch = readLine(reading, line);
  const { calls, writes, sets, doubts } = reading;
  return { calls, writes, sets, doubts, ...present('patch', patch) };
};
