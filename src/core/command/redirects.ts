import type { Node } from 'web-tree-sitter';
import type { Word } from './command-line.ts';
import { readWord } from './shell-words.ts';

export const nodesOf = (node: Node): readonly Node[] => node.children.filter((child) => child !== null);
export const namedOf = (node: Node): readonly Node[] => node.namedChildren.filter((child) => child !== null);
export const isRedirect = ({ type }: Node): boolean => type.endsWith('_redirect');

/** The words that the grammar counts to a redirection, though they belong to the program: `git >/dev/null push`. */
export const strayWords = (redirect: Node): readonly Node[] => {
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
export const redirectsOf = (command: Node): readonly Node[] => {
  let node = command;
  while (node.parent !== null && chains.has(node.parent.type) && node.parent.lastNamedChild?.id === node.id)
    node = node.parent;
  const { parent } = node;
  const isBody = parent?.type === 'redirected_statement' && parent.childForFieldName('body')?.id === node.id;
  return [...namedOf(command), ...(isBody ? namedOf(parent) : [])].filter(isRedirect);
};

/** What a shell is given to read in place of a file: a text; undefined where it is not known, or nothing is given. */
export const inputOf = (command: Node): { readonly text: Word } | undefined => {
  const given = redirectsOf(command).find(({ type }) => type === 'heredoc_redirect' || type === 'herestring_redirect');
  if (given === undefined) return undefined;
  if (given.type === 'herestring_redirect')
    return { text: given.firstNamedChild ? readWord(given.firstNamedChild) : undefined };
  const body = namedOf(given).find(({ type }) => type === 'heredoc_body');
  const isPlain = body !== undefined && namedOf(body).every(({ type }) => type === 'heredoc_content');
  return { text: isPlain ? body.text : undefined };
};
