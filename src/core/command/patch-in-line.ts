import type { Node } from 'web-tree-sitter';
import type { CommandLine } from './command-line.ts';
import { namedOf, nodesOf } from './redirects.ts';
import { readWord } from './shell-words.ts';

/*
 * Codex takes a patch out of a line that does nothing else but change the folder, and applies it itself; see
 * codex-rs/apply-patch/src/invocation.rs. Anywhere else a program of that name is started.
 */
export const patchPrograms = new Set(['apply_patch', 'applypatch']);

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

/** The text that a statement is given by `<<'EOF'` and by nothing else. */
const textGiven = (given: Node): string | undefined => {
  const parts = namedOf(given);
  const isPlain = parts.map(({ type }) => type).join() === 'heredoc_start,heredoc_body,heredoc_end';
  return isPlain ? parts[1]?.text : undefined;
};

/** The parts of a line that is one program, or chain, and a text that is given to it; undefined for any other. */
const partsOf = (root: Node): { readonly body: Node; readonly text: string } | undefined => {
  const [statement, ...others] = namedOf(root);
  if (statement?.type !== 'redirected_statement' || others.length > 0 || root.hasError) return undefined;
  const [body, given, ...more] = namedOf(statement);
  const text = given === undefined || more.length > 0 ? undefined : textGiven(given);
  return body === undefined || text === undefined ? undefined : { body, text };
};

/** The patch that Codex takes out of a line. */
export const patchOf = (root: Node): CommandLine['patch'] => {
  const parts = partsOf(root);
  if (parts === undefined) return undefined;
  const { body, text } = parts;
  if (isPatchCall(body)) return { text };
  const folder = folderOf(body);
  return folder === undefined ? undefined : { text, folder };
};
