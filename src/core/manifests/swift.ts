import type { Span } from '../lines.ts';
import { success, type Result } from '../result.ts';
import { unread, type Fault, type Find, type Finds } from './find.ts';
import {
  argument,
  computed,
  endsKey,
  isSign,
  isWord,
  longestCall,
  readScript,
  type ScriptLanguage,
  type Token,
} from './script-tokens.ts';
import { at, readItems, textAt, textOf, type Tree } from './tree.ts';

const swift: ScriptLanguage = {
  skipped: /[ \t\r\f\v]+|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/y,
  word: /[A-Za-z_]\w*|`\w+`/y,
  key: /([A-Za-z_]\w*)(?=\s*:)/y,
  strings: [
    { open: /"""/y, close: () => '"""', hole: /\\\(/y },
    { open: /"/y, close: () => '"', hole: /\\\(/y },
  ],
  keeps: (token, before) => token.kind !== 'newline' && !endsKey(token, before),
};

/** As Swift's package manager tells packages apart: the last part of their address. */
const identity = (address: string): string =>
  (address.replace(/\/+$/, '').split(/[/:]/).at(-1) ?? '').replace(/\.git$/, '').toLowerCase();

const byAddress = (token: Token, requirement: string): Find => {
  const written = token.text.replace(/\/+$/, '');
  const last = written.split(/[/:]/).at(-1) ?? '';
  const start = token.at.start + written.length - last.length;
  const at: Span = { start, end: start + last.length };
  return { name: identity(token.text), at, group: 'runtime', requirement, origin: 'address' };
};

// The end of the arguments ends one as well.
const comma: Token = { kind: 'sign', text: ',', at: { start: 0, end: 0 } };

const isWhole = (args: readonly Token[], token: Token | undefined): token is Token =>
  token?.kind === 'string' && !token.text.includes(computed) && isSign(args[args.indexOf(token) + 1] ?? comma, ',');

const readPackage = (call: Token, args: readonly Token[]): readonly Find[] => {
  const [url, id, path] = ['url', 'id', 'path'].map((key) => argument(args, key));
  const last = args.findLast((token) => token.kind === 'string' && token !== url && token !== id);
  const requirement = last?.text.replaceAll(computed, '…') ?? '';
  if (isWhole(args, url)) return [byAddress(url, requirement)];
  if (isWhole(args, id)) return [{ name: id.text.toLowerCase(), at: id.at, group: 'runtime', requirement }];
  const isLocal = url === undefined && id === undefined && path !== undefined;
  return isLocal ? [] : [unread((url ?? id ?? call).at, 'The address of this package is computed.')];
};

/** Reads Package.swift: every `.package(…)` with an address or an id. Targets name products of these only. */
export const readSwiftManifest = (text: string): Result<Finds, Fault> => {
  const script = readScript(swift, text);
  if (!script.ok) return script;
  const { tokens, brackets } = script.value;
  return success(
    tokens.flatMap((token, index): readonly Find[] => {
      const isCall = isWord(token, 'package') && isSign(tokens[index - 1], '.') && isSign(tokens[index + 1], '(');
      const args = isCall
        ? tokens.slice(index + 2, Math.min(brackets.get(index + 1) ?? index, index + longestCall))
        : [];
      const isProduct = args.some(({ kind, text }) => kind === 'key' && ['url', 'id', 'path'].includes(text));
      return isCall && (isProduct || args.every(({ kind }) => kind !== 'key')) ? readPackage(token, args) : [];
    }),
  );
};

const readPin = (item: Tree): Finds => {
  const address = at(item, 'location') ?? at(item, 'repositoryURL');
  const name = textOf(at(item, 'identity')) ?? identity(textOf(address) ?? '');
  const place = (at(item, 'identity') ?? address ?? item).at;
  const requirement = textAt(item, 'state', 'version') || textAt(item, 'state', 'revision');
  return [{ name, at: place, group: 'unstated', direct: false, requirement, origin: 'address' }];
};

/** Reads Package.resolved, in its first form and since. */
export function* readSwiftLock(tree: Tree): Finds {
  yield* readItems(tree, 'pins', readPin);
  yield* readItems(tree, 'object.pins', readPin);
}
