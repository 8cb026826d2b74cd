import { success, type Result } from '../result.ts';
import type { DependencyOrigin } from './dependency.ts';
import { unread, type Fault, type Find, type Finds } from './find.ts';
import {
  argument,
  computed,
  isSign,
  isWord,
  longestCall,
  readScript,
  type Script,
  type ScriptLanguage,
  type Token,
} from './script-tokens.ts';

const elixir: ScriptLanguage = {
  skipped: /[ \t\r\f\v]+|#[^\n]*|(?<=[\s(,=])\?["']/y,
  word: /[A-Za-z_]\w*[?!]?/y,
  symbol: /:([A-Za-z_]\w*[?!]?)/y,
  key: /([A-Za-z_]\w*[?!]?):(?!:)/y,
  strings: [
    { open: /"""/y, close: () => '"""', opaque: true },
    { open: /~[a-zA-Z]\(/y, close: () => ')', opaque: true },
    { open: /~[a-zA-Z]\[/y, close: () => ']', opaque: true },
    { open: /~[a-zA-Z]\{/y, close: () => '}', opaque: true },
    { open: /~[a-zA-Z]["/|]/y, close: (opened) => opened.at(-1) ?? '"', opaque: true },
    { open: /:?"/y, close: () => '"', hole: /#\{/y },
    { open: /:?'/y, close: () => "'", hole: /#\{/y },
  ],
  keeps: ({ kind }) => kind !== 'newline',
};

/** For every piece whether it stands in a function named after dependencies, or in the list behind `deps:`. */
const withinDeps = ({ tokens, brackets }: Script): ((at: number) => boolean) => {
  let inFunction = false;
  let listEnd = -1;
  const within = tokens.map((token, at) => {
    if (isWord(token, 'def') || isWord(token, 'defp')) inFunction = /^(?:\w+_)?deps$/.test(tokens[at + 1]?.text ?? '');
    if (token.kind === 'key' && token.text === 'deps' && isSign(tokens[at + 1], '['))
      listEnd = Math.max(listEnd, brackets.get(at + 1) ?? 0);
    return inFunction || at < listEnd;
  });
  return (at) => within[at] === true;
};

const isForDevelopment = (args: readonly Token[]): boolean => {
  const only = args.slice(args.findIndex(({ kind, text }) => kind === 'key' && text === 'only') + 1);
  const end = only.findIndex(({ kind }) => kind === 'key');
  const groups = (end < 0 ? only : only.slice(0, end)).filter(({ kind }) => kind === 'symbol').map(({ text }) => text);
  return only.length < args.length && groups.length > 0 && groups.every((group) => group === 'dev' || group === 'test');
};

const originOf = (args: readonly Token[]): DependencyOrigin => {
  const has = (key: string): boolean => argument(args, key) !== undefined;
  if (has('path') || has('in_umbrella')) return 'repository';
  return has('git') || has('github') ? 'address' : 'registry';
};

const readTuple = (args: readonly Token[]): Find => {
  const [application, , version] = args;
  if (application?.kind !== 'symbol')
    return unread(application?.at ?? { start: 0, end: 0 }, 'The name of this dependency is computed.');
  // `hex` says the package where the application has another name.
  const { text: name, at } = argument(args, 'hex') ?? application;
  const requirement = version?.kind === 'string' ? version.text.replaceAll(computed, '…') : '';
  return { name, at, group: isForDevelopment(args) ? 'development' : 'runtime', requirement, origin: originOf(args) };
};

/** Reads mix.exs: the tuples in functions named `deps`, or in a list behind `deps:`. */
export const readMix = (text: string): Result<Finds, Fault> => {
  const script = readScript(elixir, text);
  if (!script.ok) return script;
  const { tokens, brackets } = script.value;
  const isWithin = withinDeps(script.value);
  return success(
    tokens.flatMap((token, at): readonly Find[] =>
      isSign(token, '{') && isWithin(at)
        ? [readTuple(tokens.slice(at + 1, Math.min(brackets.get(at) ?? at, at + longestCall)))]
        : [],
    ),
  );
};

const longestEntry = 20;

/** Reads mix.lock: a map from names to tuples that begin with where the package comes from. */
export const readMixLock = (text: string): Result<Finds, Fault> => {
  const script = readScript(elixir, text);
  if (!script.ok) return script;
  const { tokens } = script.value;
  return success(
    tokens.flatMap((token, at): readonly Find[] => {
      const source = tokens[at + 3];
      if (token.kind !== 'string' || !isSign(tokens[at + 1], ':') || source?.kind !== 'symbol') return [];
      const version = tokens.slice(at + 4, at + longestEntry).find(({ kind }) => kind === 'string');
      const origin = source.text === 'hex' ? 'registry' : 'address';
      return [
        { name: token.text, at: token.at, group: 'unstated', direct: false, requirement: version?.text ?? '', origin },
      ];
    }),
  );
};
