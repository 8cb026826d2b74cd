import { success, type Result } from '../result.ts';
import type { DependencyGroup } from './dependency.ts';
import { unread, type Fault, type Find, type Finds } from './find.ts';
import { byCoordinates, readArguments } from './gradle-arguments.ts';
import { gradle, statementsIn, type Statement } from './gradle-tokens.ts';
import { argument, computed, isSign, isWord, readScript, type Script, type Token } from './script-tokens.ts';
import { each } from './tree.ts';

const groupOf = (configuration: string): DependencyGroup => {
  if (/^(?:test|androidTest|debug|development|integrationTest)|Test[A-Z]/.test(configuration)) return 'development';
  return /annotationProcessor|^kapt|^ksp|^classpath$/i.test(configuration) ? 'build' : 'runtime';
};

// Heads of statements that are no calls of a configuration. What follows the first may hold such calls.
const control = new Set('if else for while when try catch finally'.split(' '));
const without = new Set(
  'def val var return throw print println assert final import modules components attributesSchema artifactTypes'.split(
    ' ',
  ),
);

/** What stands in the blocks of a statement that is no call of a configuration itself. */
function* readBlocks(script: Script, from: number, to: number, around: DependencyGroup | undefined): Finds {
  for (let at = from; at < to; at += 1) {
    const end = script.brackets.get(at);
    if (end === undefined) continue;
    if (isSign(script.tokens[at], '{')) yield* readDependencies(script, at + 1, Math.min(end, to), around);
    at = Math.min(end, to);
  }
}

const isCall = (next: Token | undefined): boolean =>
  next !== undefined && (next.kind !== 'sign' || isSign(next, '(') || isSign(next, '[')) && next.kind !== 'newline';

/** A call of a configuration: its name may also be the first argument of `add`. */
const readConfiguration = (script: Script, statement: Statement, around: DependencyGroup | undefined): Finds => {
  const { head, from, to } = statement;
  const opened = isSign(script.tokens[from], '(') ? script.brackets.get(from) : undefined;
  if (opened === undefined) return readArguments(script, from, to, { group: around ?? groupOf(head.text) });
  const added = head.text === 'add' ? script.tokens[from + 1] : undefined;
  const start = from + (added === undefined ? 1 : 3);
  return readArguments(script, start, Math.min(opened, to), { group: around ?? groupOf((added ?? head).text) });
};

function* readStatement(script: Script, statement: Statement, around: DependencyGroup | undefined): Finds {
  const { head, from, to } = statement;
  if (without.has(head.text)) return;
  const isConfiguration = head.kind !== 'sign' && !control.has(head.text) && isCall(script.tokens[from]);
  if (isConfiguration) yield* readConfiguration(script, statement, around);
  else yield* readBlocks(script, from - 1, to, head.text === 'constraints' ? 'constraint' : around);
}

/** The statements of a block of dependencies: each calls a configuration, whatever its name. */
function* readDependencies(script: Script, from: number, to: number, around: DependencyGroup | undefined): Finds {
  for (const statement of statementsIn(script, from, to)) yield* readStatement(script, statement, around);
}

/** A plugin by its id. One without a dot comes with Gradle. */
const plugin = (id: Token, written: string, requirement: string): readonly Find[] => {
  if (id.kind !== 'string' || !/^[\w.-]+$/.test(id.text))
    return [unread(id.at, 'The id of this plugin is computed: it can only be known by running the build.')];
  if (!written.includes('.')) return [];
  return [{ name: `${written}:${written}.gradle.plugin`, at: id.at, group: 'build', requirement }];
};

/** The version behind the word `version`. */
const versionOf = (tokens: readonly Token[]): string => {
  const version = tokens[tokens.findIndex((_, at) => at > 0 && isWord(tokens[at - 1], 'version'))];
  return version?.kind === 'string' ? version.text.replaceAll(computed, '…') : '';
};

const applying = new Set(['id', 'kotlin', 'alias']);

const readPlugin = (script: Script, { head, from, to }: Statement): readonly Find[] => {
  const opened = isSign(script.tokens[from], '(') ? (script.brackets.get(from) ?? to) : undefined;
  const start = opened === undefined ? from : from + 1;
  const id = script.tokens[start];
  if (!applying.has(head.text) || id === undefined) return [];
  if (id.kind === 'word') return readArguments(script, start, Math.min(opened ?? to, to), { group: 'build' });
  const written = head.text === 'kotlin' ? `org.jetbrains.kotlin.${id.text}` : id.text;
  return plugin(id, written, versionOf(script.tokens.slice(from, to)));
};

/** `apply plugin: 'id'` and `apply from: 'file'`. */
const readApply = (script: Script, at: number): readonly Find[] => {
  const args = script.tokens.slice(at + 1, at + 8);
  const [id, file] = ['plugin', 'from'].map((key) => argument(args, key));
  if (id?.kind === 'string') return plugin(id, id.text, '');
  const isRead = file?.kind === 'string' && /^[^:]+\.gradle(?:\.kts)?$/.test(file.text);
  return file === undefined || isRead ? [] : [unread(file.at, 'What this script takes in from elsewhere is not read.')];
};

/** `useModule("g:a:v")`: the module in which a plugin is to be found. */
const readReplacement = ({ tokens }: Script, at: number): readonly Find[] => {
  const module = tokens[isSign(tokens[at + 1], '(') ? at + 2 : at + 1];
  return module === undefined ? [] : [byCoordinates(module, { group: 'build' })];
};

/** A catalog that a settings script makes itself: what `library`, `plugin` and `from` are given. */
const readCatalogCall = (script: Script, at: number): readonly Find[] => {
  const call = script.tokens[at];
  const args = script.tokens.slice(at + 2, script.brackets.get(at + 1));
  const [first, , second, comma, third] = args;
  if (call?.text === 'from')
    return first?.kind === 'string' ? [byCoordinates(first, { group: 'constraint', direct: true })] : [];
  if (second === undefined) return [];
  if (call?.text === 'plugin') return plugin(second, second.text, '');
  if (!isSign(comma, ',') || third === undefined) return [byCoordinates(second, { group: 'runtime' })];
  const name = `${second.text}:${third.text}`;
  return [{ name, at: third.at, group: 'runtime' }];
};

interface Place {
  /** The first index within a block, and the one behind its last. */
  readonly from: number;
  readonly to: number;
  readonly isManaged: boolean;
}

type Block = (script: Script, place: Place) => Finds;

const boms: Block = function* (script, { from, to }) {
  for (let at = from; at < to; at += 1)
    if (isWord(script.tokens[at], 'mavenBom'))
      yield* readArguments(script, at + 1, at + 2, { group: 'constraint', direct: true });
};

const making = new Set(['library', 'plugin', 'from']);

const catalogs: Block = function* (script, { from, to }) {
  for (let at = from; at < to; at += 1)
    if (making.has(script.tokens[at]?.text ?? '') && isSign(script.tokens[at + 1], '('))
      yield* readCatalogCall(script, at);
};

const plugins: Block = (script, { from, to }) =>
  each(statementsIn(script, from, to), (statement) => readPlugin(script, statement));

const dependencies: Block = (script, { from, to, isManaged }) =>
  readDependencies(script, from, to, isManaged ? 'constraint' : undefined);

const blocks: ReadonlyMap<string, Block> = new Map([
  ['plugins', plugins],
  ['versionCatalogs', catalogs],
  ['dependencyManagement', boms],
  ['dependencies', dependencies],
]);

function* findIn(script: Script): Finds {
  const { tokens, brackets } = script;
  let managedUntil = -1;
  for (const [at, token] of tokens.entries()) {
    if (isWord(token, 'apply')) yield* readApply(script, at);
    if (isWord(token, 'useModule')) yield* readReplacement(script, at);
    const read = token.kind === 'word' && isSign(tokens[at + 1], '{') ? blocks.get(token.text) : undefined;
    if (read === undefined) continue;
    const to = brackets.get(at + 1) ?? tokens.length;
    if (token.text === 'dependencyManagement') managedUntil = to;
    yield* read(script, { from: at + 2, to, isManaged: at < managedUntil });
  }
}

/** Reads build.gradle, settings.gradle and scripts beside them, in Groovy and in Kotlin. */
export const readGradle = (text: string): Result<Finds, Fault> => {
  const script = readScript(gradle, text);
  return script.ok ? success(findIn(script.value)) : script;
};
