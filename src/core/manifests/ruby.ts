import { success, type Result } from '../result.ts';
import type { DependencyGroup, DependencyOrigin } from './dependency.ts';
import { unread, type Fault, type Find, type Finds } from './find.ts';
import { readRuby } from './ruby-tokens.ts';
import { argument, computed, isSign, type Token } from './script-tokens.ts';

interface Scope {
  readonly group: DependencyGroup;
  readonly origin: DependencyOrigin;
}

const outermost: Scope = { group: 'runtime', origin: 'registry' };

const originOf = (args: readonly Token[], around: DependencyOrigin): DependencyOrigin => {
  if (argument(args, 'path') !== undefined) return 'repository';
  const elsewhere = ['git', 'github', 'gitlab', 'bitbucket', 'gist'].some((key) => argument(args, key) !== undefined);
  return elsewhere ? 'address' : around;
};

const isDevelopment = (names: readonly Token[]): boolean => {
  const groups = names.filter(({ kind }) => kind === 'symbol' || kind === 'string').map(({ text }) => text);
  return groups.length > 0 && groups.every((group) => /^(?:dev|development|test|ci|lint|docs?)$/.test(group));
};

/** The group that a gem's own arguments say, up to the next key. */
const groupOf = (args: readonly Token[], around: DependencyGroup): DependencyGroup => {
  const key = args.findIndex(
    ({ kind, text }, at) =>
      /^groups?$/.test(text) && (kind === 'key' || (kind === 'symbol' && isSign(args[at + 1], '='))),
  );
  if (key < 0) return around;
  const rest = args.slice(key + 1);
  const end = rest.findIndex(({ kind }, at) => kind === 'key' || (kind === 'symbol' && isSign(rest[at + 1], '=')));
  return isDevelopment(end < 0 ? rest : rest.slice(0, end)) ? 'development' : around;
};

/** The version texts right behind the name. */
const versionsOf = (args: readonly Token[]): string => {
  const end = args.findIndex(({ kind }) => kind === 'key' || kind === 'symbol');
  const texts = (end < 0 ? args : args.slice(0, end)).slice(1).filter(({ kind }) => kind === 'string');
  return texts.map(({ text }) => text.replaceAll(computed, '…')).join(', ');
};

const computedName = 'The name of this gem is computed: it can only be known by running the file.';

const gem = (call: Token, args: readonly Token[], { group, origin }: Scope): Find => {
  const [name, next] = args;
  const isName = name?.kind === 'string' && /^[\w.-]+$/.test(name.text);
  if (!isName || (next !== undefined && !isSign(next, ','))) return unread((name ?? call).at, computedName);
  return {
    name: name.text,
    at: name.at,
    group: groupOf(args, group),
    requirement: versionsOf(args),
    origin: originOf(args, origin),
  };
};

const openers = new Set(['def', 'class', 'module', 'begin', 'case', 'for', 'do']);
const conditions = new Set(['if', 'unless', 'while', 'until']);

/** Whether a word opens what an `end` closes: a condition does so only where a statement or a value begins. */
const opensBlock = ({ text }: Token, before: Token | undefined): boolean => {
  if (openers.has(text)) return true;
  const begins = before === undefined || before.kind === 'newline' || isSign(before, ';') || isSign(before, '=');
  return conditions.has(text) && begins;
};

const scopeOf = (call: string, args: readonly Token[], around: Scope): Scope => {
  if (call === 'group') return { ...around, group: isDevelopment(args) ? 'development' : around.group };
  return { ...around, origin: call === 'path' ? 'repository' : 'address' };
};

const scoping = new Set(['group', 'path', 'git', 'github', 'gist']);
const including = new Set(['eval_gemfile', 'instance_eval', 'eval', 'load']);

/** The scopes that are open while a Gemfile is walked; the innermost is the last. */
const scopesOf = () => {
  const scopes: Scope[] = [outermost];
  let opening: Scope | undefined;
  return {
    current: (): Scope => scopes.at(-1) ?? outermost,
    /** What the next `do` opens. */
    announce: (scope: Scope): void => {
      opening = scope;
    },
    walk: (token: Token, before: Token | undefined): void => {
      if (token.text === 'end' && scopes.length > 1) scopes.pop();
      if (!opensBlock(token, before)) return;
      const scope = scopes.at(-1) ?? outermost;
      scopes.push(token.text === 'do' ? (opening ?? scope) : scope);
      opening = undefined;
    },
  };
};

/** Reads a Gemfile. What `gemspec` brings in stands in the gemspec, which is read by itself. */
export const readGemfile = (text: string): Result<Finds, Fault> => {
  const script = readRuby(text);
  if (!script.ok) return script;
  const { tokens, argumentsAt } = script.value;
  const finds: Find[] = [];
  const scopes = scopesOf();
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (token.kind !== 'word' || isSign(before, '.')) continue;
    if (token.text === 'gem') finds.push(gem(token, argumentsAt(index + 1), scopes.current()));
    else if (including.has(token.text))
      finds.push(unread(token.at, 'What this file takes in from another is not read.'));
    else if (scoping.has(token.text)) scopes.announce(scopeOf(token.text, argumentsAt(index + 1), scopes.current()));
    else scopes.walk(token, before);
  }
  return success(finds);
};

const adding: ReadonlyMap<string, DependencyGroup> = new Map([
  ['add_dependency', 'runtime'],
  ['add_runtime_dependency', 'runtime'],
  ['add_development_dependency', 'development'],
]);

/** Reads a gemspec: every call that adds a dependency. */
export const readGemspec = (text: string): Result<Finds, Fault> => {
  const script = readRuby(text);
  if (!script.ok) return script;
  const { tokens, argumentsAt } = script.value;
  return success(
    tokens.flatMap((token, index): readonly Find[] => {
      const group = token.kind === 'word' ? adding.get(token.text) : undefined;
      return group === undefined ? [] : [gem(token, argumentsAt(index + 1), { ...outermost, group })];
    }),
  );
};
