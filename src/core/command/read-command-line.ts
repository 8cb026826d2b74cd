import type { Node } from 'web-tree-sitter';
import { present } from '../present.ts';
import type { Grammar } from '../syntax/grammar.ts';
import type { Call, CommandLine, Word } from './command-line.ts';
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

const nodesOf = (node: Node): readonly Node[] => node.children.filter((child) => child !== null);
const namedOf = (node: Node): readonly Node[] => node.namedChildren.filter((child) => child !== null);
const isRedirect = ({ type }: Node): boolean => type.endsWith('_redirect');

/** The words that the grammar counts to a redirection, though they belong to the program: `git >/dev/null push`. */
const strayWords = (redirect: Node): readonly Node[] => {
  if (redirect.type === 'heredoc_redirect') {
    const own = redirect.childrenForFieldName('argument').filter((child) => child !== null);
    return [...own, ...namedOf(redirect).filter(isRedirect).flatMap(strayWords)];
  }
  return redirect
    .childrenForFieldName('destination')
    .filter((child) => child !== null)
    .slice(1);
};

const chains = new Set(['list', 'pipeline', 'negated_command']);

/** The redirections of a command: its own, and those that the grammar counts to the chain that it is the last of. */
const redirectsOf = (command: Node): readonly Node[] => {
  let node = command;
  while (node.parent !== null && chains.has(node.parent.type) && node.parent.lastNamedChild?.id === node.id)
    node = node.parent;
  const { parent } = node;
  const isBody = parent?.type === 'redirected_statement' && parent.childForFieldName('body')?.id === node.id;
  return [...namedOf(command), ...(isBody ? namedOf(parent) : [])].filter(isRedirect);
};

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

/** What a shell is given to read in place of a file: a text; undefined where it is not known, or nothing is given. */
const inputOf = (command: Node): { readonly text: Word } | undefined => {
  const given = redirectsOf(command).find(({ type }) => type === 'heredoc_redirect' || type === 'herestring_redirect');
  if (given === undefined) return undefined;
  if (given.type === 'herestring_redirect')
    return { text: given.firstNamedChild ? readWord(given.firstNamedChild) : undefined };
  const body = namedOf(given).find(({ type }) => type === 'heredoc_body');
  const isPlain = body !== undefined && namedOf(body).every(({ type }) => type === 'heredoc_content');
  return { text: isPlain ? body.text : undefined };
};

const shells = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'ash']);
const interpreters = new Set(['python', 'python3', 'node', 'perl', 'ruby', 'php', 'deno', 'bun', 'pwsh', 'powershell']);

/** The line that a shell is to run by its words: `bash -lc 'git push'`. */
const scriptOf = (words: readonly Word[]): { readonly script: Word } | 'a file' | 'its input' | 'unknown' => {
  let isScript = false;
  for (const word of words.slice(1)) {
    if (word === undefined) return isScript ? { script: undefined } : 'unknown';
    if (/^[-+]/.test(word) && word !== '-' && word !== '--') {
      if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(word)) isScript = true;
      continue;
    }
    if (word === '-' || word === '--') continue;
    return isScript ? { script: word } : 'a file';
  }
  return isScript ? { script: undefined } : 'its input';
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

/*
 * Codex takes a patch out of a line that does nothing else but change the folder, and applies it itself; see
 * codex-rs/apply-patch/src/invocation.rs. Anywhere else a program of that name is started.
 */
const patchPrograms = new Set(['apply_patch', 'applypatch']);

const isPatchCall = (node: Node | null | undefined): boolean =>
  node?.type === 'command' && namedOf(node).length === 1 && patchPrograms.has(node.text);

/** The folder that a chain changes to before its patch; undefined where it is another chain. */
const folderOf = (chain: Node): string | undefined => {
  const [change, patch, ...others] = namedOf(chain);
  const isChain =
    chain.type === 'list' && nodesOf(chain)[1]?.type === '&&' && others.length === 0 && isPatchCall(patch);
  if (!isChain || change?.type !== 'command') return undefined;
  const [program, folder, ...more] = namedOf(change).map(readWord);
  return program === 'cd' && more.length === 0 ? folder : undefined;
};

const patchOf = (root: Node): CommandLine['patch'] => {
  const [statement, ...others] = namedOf(root);
  if (statement?.type !== 'redirected_statement' || others.length > 0 || root.hasError) return undefined;
  const [body, given, ...more] = namedOf(statement);
  if (body === undefined || given?.type !== 'heredoc_redirect' || more.length > 0) return undefined;
  const parts = namedOf(given);
  const [, text] = parts;
  if (parts.map(({ type }) => type).join() !== 'heredoc_start,heredoc_body,heredoc_end' || text === undefined)
    return undefined;
  if (isPatchCall(body)) return { text: text.text };
  const folder = folderOf(body);
  return folder === undefined ? undefined : { text: text.text, folder };
};

// Its text is in another language than the shell's, and may start anything.
const isProgramText = ({ words }: Call): boolean =>
  interpreters.has((programOf(words) ?? '').replace(/[\d.]+$/, '')) &&
  words
    .slice(1)
    .some(
      (word) => word !== undefined && /^(?:-[a-zA-Z]*[ce]|-|--eval|-p|--print|-r|-Command|-EncodedCommand)$/.test(word),
    );

const takeCall = (reading: Reading, call: Call, input: { readonly text: Word } | undefined): void => {
  const [first] = call.words;
  if (patchPrograms.has(programOf(call.words) ?? '')) {
    reading.doubts.push('a patch within other commands');
    return;
  }
  if (first === undefined) {
    if (call.words.length > 0) reading.doubts.push('which program it starts');
    return;
  }
  if (first === 'eval') {
    const known = call.words.slice(1).every((word) => word !== undefined) && call.more !== true;
    readWithin(reading, known ? call.words.slice(1).join(' ') : undefined, 'eval');
    return;
  }
  if (takeShell(reading, call, input)) return;
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
