import { bashFunctions } from './bash.ts';
import { csharpFunctions } from './csharp.ts';
import { readCFunctions } from './c/functions.ts';
import type { ReadFacts } from './facts.ts';
import { componentFunctions, componentLeaves } from './embedded/components.ts';
import { componentFacts, notebookFacts } from './embedded/facts.ts';
import { notebookFunctions, notebookLeaves } from './embedded/notebook.ts';
import type { Framework } from './embedded/script-blocks.ts';
import type { ReadFunctions, Wanted } from './function-entity.ts';
import { readGoFunctions } from './go/functions.ts';
import { grammarNames, type GrammarName } from './grammar.ts';
import { javaFunctions } from './java.ts';
import { javaScriptFacts } from './javascript/facts.ts';
import {
  byGrammar,
  openJavaScript,
  openPython,
  type LanguageReader,
  type LeafReader,
  type Parsers,
} from './language-readers.ts';
import { leavesByGrammar, leavesOfWords, type Leaves } from './leaves.ts';
import { skimJavaScript } from './javascript/skim/skim.ts';
import { endingOf, languageOf, type Language } from './language-files.ts';
import { kotlinFunctions } from './kotlin.ts';
import { phpFunctions } from './php.ts';
import { powershellLeaves } from './powershell/leaves.ts';
import { readPowershellFunctions } from './powershell/functions.ts';
import { pythonFactsByGrammar } from './python/read-facts.ts';
import { rubyFunctions } from './ruby/functions.ts';
import { rustFunctions } from './rust.ts';
import { scalaFunctions } from './scala.ts';

/** How the files of a language are read. */
interface LanguagePage {
  /** The grammar whose leaves a change of syntax is counted in, by the ending; left out: that of the reader, if any. */
  readonly leaves?: (ending: string) => GrammarName;
  /** Reads them where no single grammar can; it may take several. */
  readonly leafReader?: LeafReader;
  /** True where cognitive complexity can be had of its functions. */
  readonly cognitive?: true;
  readonly reader: LanguageReader;
  /** Left out: rules that look at what a text says know nothing of this language. */
  readonly facts?: LanguageReader<ReadFacts>;
}

/** Files with blocks of JavaScript or TypeScript in them. */
const component = (framework: Framework): LanguagePage => ({
  cognitive: true,
  leafReader: {
    parsers: ['ts', 'tsx'],
    open: ({ ts, tsx }) =>
      ts && tsx && componentLeaves(framework, { ts: leavesByGrammar(ts), tsx: leavesByGrammar(tsx) }),
  },
  reader: {
    parser: 'typescript',
    skim: componentFunctions(framework, skimJavaScript),
    open: (parsers) => {
      const read = openJavaScript(parsers);
      return read && componentFunctions(framework, read);
    },
  },
  facts: {
    parser: 'typescript',
    open: ({ typescript }) => typescript && componentFacts(framework, javaScriptFacts(typescript)),
  },
});

// TypeScript is read as JavaScript is. Which files these are says `language-files.ts`.
const pages: Readonly<Record<Language, LanguagePage>> = {
  python: {
    leaves: () => 'python',
    cognitive: true,
    reader: { cognitiveParser: 'python', open: openPython },
    facts: { parser: 'python', open: ({ python }) => python && pythonFactsByGrammar(python) },
  },
  javascript: {
    cognitive: true,
    leaves: (ending) => (ending.endsWith('ts') ? 'ts' : ending === 'tsx' ? 'tsx' : 'js'),
    reader: { parser: 'typescript', skim: skimJavaScript, open: openJavaScript },
    facts: { parser: 'typescript', open: ({ typescript }) => typescript && javaScriptFacts(typescript) },
  },
  notebook: {
    cognitive: true,
    leafReader: { parsers: ['python'], open: ({ python }) => python && notebookLeaves(leavesByGrammar(python)) },
    reader: { cognitiveParser: 'python', open: (parsers) => notebookFunctions(openPython(parsers)) },
    facts: { parser: 'python', open: ({ python }) => python && notebookFacts(pythonFactsByGrammar(python)) },
  },
  svelte: component('svelte'),
  vue: component('vue'),
  go: { leaves: () => 'go', reader: { open: () => readGoFunctions } },
  c: { leaves: () => 'cpp', reader: { open: () => readCFunctions } },
  'c++': {
    leaves: () => 'cpp',
    reader: { open: () => readCFunctions },
  },
  'c#': { reader: byGrammar('c-sharp', csharpFunctions) },
  java: { reader: byGrammar('java', javaFunctions) },
  kotlin: { reader: byGrammar('kotlin', kotlinFunctions) },
  php: { reader: byGrammar('php', phpFunctions) },
  ruby: {
    reader: byGrammar('ruby', rubyFunctions),
  },
  powershell: {
    leafReader: { parsers: [], open: () => powershellLeaves },
    reader: { open: () => readPowershellFunctions },
  },
  rust: { reader: byGrammar('rust', rustFunctions) },
  scala: { reader: byGrammar('scala', scalaFunctions) },
  shell: { reader: byGrammar('bash', bashFunctions) },
};

const languagePages = Object.entries(pages) as readonly (readonly [Language, LanguagePage])[];

const pageOf = (path: string): LanguagePage | undefined => {
  const language = languageOf(path);
  return language && pages[language];
};

/** True for a file whose functions have a cognitive complexity, when it is wanted. */
export const givesCognitive = (path: string): boolean => pageOf(path)?.cognitive === true;

/** The parsers that it takes to read the functions of these files. */
export const parsersFor = (paths: readonly string[], wanted: Wanted = {}): ReadonlySet<keyof Parsers> =>
  new Set(
    paths.flatMap((path) => {
      const { parser, cognitiveParser } = pageOf(path)?.reader ?? {};
      return [parser ?? [], wanted.cognitive ? (cognitiveParser ?? []) : []].flat();
    }),
  );

/**
 * A reader for every language we know. It gives undefined for a file in no such language, for one whose parser is not at
 * hand, and for one nested too deep to be parsed: in the last two, which `languageOf` tells from the first, nothing is
 * known of the file.
 */
export const readFunctions = (parsers: Parsers): ReadFunctions => {
  const readers = new Map(languagePages.map(([name, { reader }]) => [name, reader.open(parsers)]));
  return (path, text, wanted) => {
    const language = languageOf(path);
    return language && readers.get(language)?.(path, text, wanted);
  };
};

/**
 * Reads the functions of a text without its parser, several times as fast, and equal in everything: the numbers alone,
 * without what counted. Undefined wherever the parser has to be asked, which is no answer.
 */
export const skimFunctions: ReadFunctions = (path, text, wanted = {}) =>
  wanted.steps || wanted.cognitive ? undefined : pageOf(path)?.reader.skim?.(path, text);

/** How the leaves of a file are read; undefined where its words are counted instead. */
const leafReaderOf = (path: string): LeafReader | undefined => {
  const page = pageOf(path);
  if (page?.leafReader !== undefined) return page.leafReader;
  const name = page?.leaves?.(endingOf(path)) ?? grammarNames.find((each) => each === page?.reader.parser);
  if (name === undefined) return undefined;
  return { parsers: [name], open: ({ [name]: grammar }) => grammar && leavesByGrammar(grammar) };
};

/** The parsers that it takes to read the leaves of these files. */
export const leafParsersFor = (paths: readonly string[]): ReadonlySet<GrammarName> =>
  new Set(paths.flatMap((path) => leafReaderOf(path)?.parsers ?? []));

/** A reader of leaves for every file; it gives undefined where a grammar is not at hand, or gives up on the text. */
export const readLeaves =
  (parsers: Parsers): ((path: string, text: string) => Leaves | undefined) =>
  (path, text) => {
    const reader = leafReaderOf(path);
    return reader === undefined ? leavesOfWords(text) : reader.open(parsers)?.(text);
  };

/** True for a file whose facts can be read. */
export const hasFacts = (path: string): boolean => pageOf(path)?.facts !== undefined;

/** The parsers that it takes to read the facts of these files. */
export const factParsersFor = (paths: readonly string[]): ReadonlySet<keyof Parsers> =>
  new Set(paths.flatMap((path) => pageOf(path)?.facts?.parser ?? []));

/** A reader of facts for every language that has them; undefined as for functions. */
export const readFacts = (parsers: Parsers): ReadFacts => {
  const readers = new Map(languagePages.map(([name, { facts }]) => [name, facts?.open(parsers)]));
  return (path, text) => {
    const language = languageOf(path);
    return language && readers.get(language)?.(path, text);
  };
};
