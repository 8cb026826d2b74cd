// Takes the parser out of the one file that TypeScript ships, for the bundle: a tenth of its size, and of its load time.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/*
 * `typescript.js` is one function around 5,000 statements: functions and variables, and a few statements that fill them
 * (`(Debug2 => …)(Debug || (Debug = {}))`) or register what no parser needs (code fixes, refactorings). Bundlers keep all
 * of it, because any call might have an effect. Here a statement is kept when what is wanted leads to it by names, and
 * whatever has another shape than those known below is an error: then somebody has to look at it again.
 */

interface Part {
  readonly statement: ts.Statement;
  /** The names it declares or fills. */
  readonly names: readonly string[];
}

const { SyntaxKind: Kind } = ts;

/** Calls at the top that register what is looked up by name later, or that make names visible from outside. */
const registrations = new Set(['__export', 'registerCodeFix', 'registerRefactor']);

/** Conditions of what is done at the top for a compiler that is run: the environment is read, the console is written to. */
const compilerOnly = new Set([
  'sys && sys.getEnvironmentVariable',
  'sys && sys.debugMode',
  'typeof console !== "undefined"',
]);

const refuse = (what: string, node: ts.Node, source: ts.SourceFile): never => {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  throw new Error(
    `typescript.js, line ${line + 1}: ${what}, which scripts/typescript-parser.ts does not know. Read what it does there, and teach the script about it.`,
  );
};

const firstFunction = (node: ts.Node): ts.ArrowFunction | undefined =>
  ts.isArrowFunction(node) ? node : ts.forEachChild(node, firstFunction);

/** The statements of the one function the file consists of: `var ts = {}; ((module) => { … })({ … })`. */
const statementsOf = (source: ts.SourceFile): readonly ts.Statement[] => {
  const [, call, ...more] = source.statements;
  const all = call === undefined || more.length > 0 ? undefined : firstFunction(call);
  return all !== undefined && ts.isBlock(all.body)
    ? all.body.statements
    : refuse('the file is not one function any more', source, source);
};

// A name after a dot or before a colon is no reference.
const isReference = (node: ts.Identifier, parent: ts.Node): boolean => {
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  const isMember = ts.isPropertyAssignment(parent) || ts.isClassElement(parent);
  return !isMember || parent.name !== node;
};

/** Calls back for every identifier that may refer to something; too many do no harm. */
const eachReference = (root: ts.Node, found: (node: ts.Identifier, parent: ts.Node) => void): void => {
  const visit = (node: ts.Node, parent: ts.Node): void => {
    if (!ts.isIdentifier(node)) ts.forEachChild(node, (child) => visit(child, node));
    else if (isReference(node, parent)) found(node, parent);
  };
  ts.forEachChild(root, (child) => visit(child, root));
};

const namesIn = (root: ts.Node): ReadonlySet<string> => {
  const names = new Set<string>();
  eachReference(root, ({ text }) => names.add(text));
  return names;
};

const nameOfFilled = (call: ts.CallExpression): string | undefined => {
  if (ts.isIdentifier(call.expression))
    return call.expression.text === 'setObjectAllocator' ? 'objectAllocator' : undefined;
  // `(X2 => …)(X || (X = {}))`
  const [filled] = call.arguments;
  const isNamespace =
    filled !== undefined && ts.isBinaryExpression(filled) && filled.operatorToken.kind === Kind.BarBarToken;
  return isNamespace && ts.isIdentifier(filled.left) ? filled.left.text : undefined;
};

const namesOfCall = (call: ts.CallExpression): readonly string[] | undefined => {
  if (ts.isIdentifier(call.expression) && registrations.has(call.expression.text)) return [];
  const name = nameOfFilled(call);
  return name === undefined ? undefined : [name];
};

const namesOfAssignment = ({ left, operatorToken }: ts.BinaryExpression): readonly string[] | undefined => {
  // `0 && (module.exports = …)` is never run.
  if (ts.isNumericLiteral(left)) return [];
  const isProperty = operatorToken.kind === Kind.EqualsToken && ts.isPropertyAccessExpression(left);
  if (!isProperty || !ts.isIdentifier(left.expression)) return undefined;
  const owner = left.expression.text;
  return owner === 'module' ? [] : [owner];
};

const namesOfExpression = (expression: ts.Expression): readonly string[] | undefined => {
  if (ts.isStringLiteral(expression)) return [];
  if (ts.isCallExpression(expression)) return namesOfCall(expression);
  return ts.isBinaryExpression(expression) ? namesOfAssignment(expression) : undefined;
};

const isForCompilerOnly = (statement: ts.Statement, source: ts.SourceFile): boolean =>
  ts.isIfStatement(statement)
    ? compilerOnly.has(statement.expression.getText(source))
    : ts.isBlock(statement) && statement.statements.length === 0;

/** The names a statement declares or fills; none for one that nobody who parses needs. */
const namesOf = (statement: ts.Statement, source: ts.SourceFile): readonly string[] => {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name?.text ?? ''];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [...namesIn(name)],
    );
  if (isForCompilerOnly(statement, source)) return [];
  const names = ts.isExpressionStatement(statement) ? namesOfExpression(statement.expression) : undefined;
  return names ?? refuse(`a statement of a new shape (${Kind[statement.kind]})`, statement, source);
};

/** The parts that the wanted names lead to, in the order of the file. */
const reach = (parts: readonly Part[], wanted: readonly string[]): readonly Part[] => {
  const byName = new Map<string, Part[]>();
  for (const part of parts) for (const name of part.names) byName.set(name, [...(byName.get(name) ?? []), part]);
  const lost = wanted.filter((name) => !byName.has(name));
  if (lost.length > 0) throw new Error(`typescript.js has no ${lost.join(', ')}.`);
  const kept = new Set<Part>();
  const names = [...wanted];
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    for (const part of byName.get(name) ?? []) {
      if (kept.has(part)) continue;
      kept.add(part);
      names.push(...namesIn(part.statement));
    }
    byName.delete(name);
  }
  return parts.filter((part) => kept.has(part));
};

// Half of what is left are messages, 2,000 of them, most for the checker.
const messages = 'Diagnostics';

const messagesOf = ({ statement }: Part): ts.ObjectLiteralExpression | undefined => {
  const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  const isMessages =
    declaration !== undefined && ts.isIdentifier(declaration.name) && declaration.name.text === messages;
  const value = isMessages ? declaration.initializer : undefined;
  return value !== undefined && ts.isObjectLiteralExpression(value) ? value : undefined;
};

/** The messages that are asked for by name; an error where one could be asked for in another way. */
const askedMessages = (parts: readonly Part[], source: ts.SourceFile): ReadonlySet<string> => {
  const asked = new Set<string>();
  for (const part of parts) {
    if (messagesOf(part) !== undefined) continue;
    eachReference(part.statement, (node, parent) => {
      if (node.text !== messages) return;
      if (ts.isPropertyAccessExpression(parent)) asked.add(parent.name.text);
      else refuse('messages are used as a whole', node, source);
    });
  }
  return asked;
};

const nameOfProperty = ({ name }: ts.ObjectLiteralElementLike): string =>
  name !== undefined && ts.isIdentifier(name) ? name.text : '';

/** An ES module with the named exports of `typescript.js`, and of the rest only what they need. */
export const takeOut = (text: string, wanted: readonly string[]): string => {
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const source = ts.createSourceFile('typescript.js', text, options, false, ts.ScriptKind.JS);
  const parts = statementsOf(source).map((statement) => ({ statement, names: namesOf(statement, source) }));
  const kept = reach(parts, wanted);
  const asked = askedMessages(kept, source);
  const textOf = (node: ts.Node): string => text.slice(node.pos, node.end);
  const write = (part: Part): string => {
    const all = messagesOf(part);
    if (all === undefined) return textOf(part.statement);
    const few = all.properties.filter((property) => asked.has(nameOfProperty(property)));
    if (few.length !== asked.size) return refuse('messages are missing', all, source);
    return `\nvar ${messages} = {${few.map(textOf).join(',')}};`;
  };
  return `${kept.map(write).join('')}\nexport { ${wanted.join(', ')} };\n`;
};

// `export { createSourceFile, forEachChild } from 'typescript';`
const exported = /export \{([^}]+)\} from 'typescript';/;

/** Bundles of `typescript` what the entry exports of it by name. */
export const parserAlone = (entry: string): Plugin => ({
  name: 'parser-alone',
  setup: (bundle) =>
    bundle.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path }) => {
      const [, names] = exported.exec(await readFile(entry, 'utf8')) ?? [];
      if (names === undefined) throw new Error(`${entry} exports nothing of typescript by name.`);
      const wanted = names.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
      return { contents: takeOut(await readFile(path, 'utf8'), wanted), loader: 'js' };
    }),
});
