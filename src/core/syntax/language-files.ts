/** How the files of a language are known, in lower case. */
interface LanguageFiles {
  /** How their names end, without the dot. */
  readonly endings: readonly string[];
  /** Those that are known by their whole name. */
  readonly names?: readonly string[];
}

/** The languages whose functions are read: how, say their pages in `languages.ts`. */
const languages = {
  python: { endings: ['py', 'pyi', 'pyw'] },
  javascript: { endings: ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts'] },
  notebook: { endings: ['ipynb'] },
  svelte: { endings: ['svelte'] },
  vue: { endings: ['vue'] },
  go: { endings: ['go'] },
  c: { endings: ['c', 'h'] },
  'c++': { endings: ['cc', 'cpp', 'cxx', 'hh', 'hpp', 'hxx', 'ipp', 'inl', 'tcc', 'tpp'] },
  'c#': { endings: ['cs'] },
  java: { endings: ['java'] },
  kotlin: { endings: ['kt', 'kts'] },
  php: { endings: ['php'] },
  ruby: {
    endings: ['rb', 'rake', 'gemspec', 'ru'],
    names: ['gemfile', 'rakefile', 'guardfile', 'capfile', 'vagrantfile', 'podfile', 'fastfile', 'brewfile'],
  },
  powershell: { endings: ['ps1', 'psm1'] },
  rust: { endings: ['rs'] },
  scala: { endings: ['scala', 'sc'] },
  shell: { endings: ['sh', 'bash'] },
} as const satisfies Readonly<Record<string, LanguageFiles>>;

/** Nobody has counted the functions of these yet, and silence about them is no proof: Dart, Elixir, Lua, Objective-C, Swift. */
const unreadEndings: readonly string[] = ['dart', 'ex', 'exs', 'lua', 'm', 'swift'];

/** A language whose functions are read, by its name in lower case. A new one is an entry above, and a page. */
export type Language = keyof typeof languages;

const entries: readonly (readonly [Language, LanguageFiles])[] = Object.entries(languages).map(([name, files]) => [
  name as Language,
  files,
]);
const byEnding = new Map(entries.flatMap(([name, { endings }]) => endings.map((ending) => [ending, name] as const)));
const byName = new Map(entries.flatMap(([name, { names = [] }]) => names.map((whole) => [whole, name] as const)));

/** Every ending of a programming language, in lower case and without the dot. */
export const programEndings: readonly string[] = [...byEnding.keys(), ...unreadEndings];

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();

/** How the name of a file ends, in lower case and without the dot; empty where it has none. */
export const endingOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** The language of a file by the ending of its path; undefined when its functions are not read. */
export const languageOf = (path: string): Language | undefined =>
  byName.get(nameOf(path)) ?? byEnding.get(endingOf(path));

/** True for a file of a programming language by the ending of its path, whether or not its functions are read. */
export const isProgram = (path: string): boolean =>
  languageOf(path) !== undefined || unreadEndings.includes(endingOf(path));
