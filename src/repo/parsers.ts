import { readFile } from 'node:fs/promises';
import { passingLongComments, type Grammar, type GrammarName, type Parsers, type SqlParser } from '#core';
import { packageFile } from './grammar-files.ts';
import { once } from './once.ts';
import { openTrees } from './trees.ts';
import grammars from './grammars.json' with { type: 'json' };

// Our bundles hold every parser in a file of its own (docs/adr/0005-how-parsers-are-loaded.md). A CommonJS module that is
// imported is whole only as the default; its names are found or not, as it was written.
const whole = <Module extends object>(module: Module): Module =>
  'default' in module ? (module.default as Module) : module;

// One runtime for all grammars; it is some 200 kB of machine code and starts in 15 ms.
const startRuntime = async () => {
  const { Edit, Language, Parser, Query } = whole(await import('web-tree-sitter'));
  await Parser.init({ wasmBinary: await readFile(packageFile('web-tree-sitter/web-tree-sitter.wasm')) });
  return { Edit, Language, Parser, Query };
};
const openRuntime = once(startRuntime);

const loadGrammar = async (name: GrammarName): Promise<Grammar> => {
  const { Edit, Language, Parser, Query } = await openRuntime();
  const language = await Language.load(await readFile(packageFile(grammars[name])));
  const parse = openTrees({ create: () => new Parser().setLanguage(language), Edit });
  const grammar: Grammar = { parse, query: (source) => new Query(language, source) };
  return name === 'python' ? passingLongComments(grammar) : grammar;
};

const loadTypeScript = async () => import('./typescript-parser.ts');

type ParserName = keyof Parsers;

const isGrammar = (name: ParserName): name is GrammarName => name in grammars;

const load = async (name: ParserName): Promise<Parsers> => ({
  [name]: isGrammar(name) ? await loadGrammar(name) : await loadTypeScript(),
});

const loaded = new Map<ParserName, () => Promise<Parsers>>();

/** The named parsers, each loaded once for the whole process: one may take longer than the activation may. */
export const loadParsers = async (names: Iterable<ParserName>): Promise<Parsers> => {
  const loading = [...names].map((name) => {
    const open = loaded.get(name) ?? once(async () => load(name));
    loaded.set(name, open);
    return open();
  });
  return Object.assign({}, ...(await Promise.all(loading))) as Parsers;
};

const sqlCode = 'libpg-query/wasm/libpg-query.wasm';

/** The parser of Postgres itself, in WebAssembly. */
export const loadSqlParser = once(async (): Promise<SqlParser> => {
  // The library reads it while it is imported, and where it may not, it never works again: too many open files pass.
  await readFile(packageFile(sqlCode));
  const { loadModule, parseSync } = whole(await import('libpg-query'));
  await loadModule();
  return { parseSync };
});
