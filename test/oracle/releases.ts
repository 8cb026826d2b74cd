// Real changes of files: two releases of the same package, of which the later one is the change.
import { corpusFolder, npm, type Corpus, type Wanted } from './corpora.ts';

export interface Release {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

interface Package {
  readonly name: string;
  readonly versions: readonly [before: string, after: string];
  /** Patterns of tar; everything when left out. */
  readonly take?: readonly string[];
}

// Sources, bundles, minified and generated files; code, styles, Markdown, JSON, messages in many languages.
const packages: readonly Package[] = [
  { name: '@babel/types', versions: ['7.22.0', '7.24.0'] },
  { name: '@types/node', versions: ['18.19.0', '20.11.0'] },
  { name: 'antd', versions: ['5.8.0', '5.9.0'], take: ['*/es/*'] },
  { name: 'bootstrap', versions: ['5.2.3', '5.3.0'] },
  { name: 'caniuse-lite', versions: ['1.0.30001500', '1.0.30001600'] },
  { name: 'eslint', versions: ['9.10.0', '9.20.0'] },
  { name: 'highlight.js', versions: ['11.8.0', '11.9.0'], take: ['*/lib/*', '*/styles/*', '*.md'] },
  { name: 'lodash', versions: ['4.17.15', '4.17.21'] },
  { name: 'mdn-data', versions: ['2.1.0', '2.4.0'] },
  { name: 'monaco-editor', versions: ['0.44.0', '0.45.0'], take: ['*/esm/*'] },
  { name: 'prettier', versions: ['3.1.0', '3.2.0'] },
  { name: 'react-dom', versions: ['18.2.0', '18.3.1'] },
  { name: 'rxjs', versions: ['7.5.0', '7.8.1'], take: ['*/src/*', '*/dist/esm/*', '*.md'] },
  { name: 'svelte', versions: ['4.2.0', '4.2.19'] },
  { name: 'three', versions: ['0.160.0', '0.165.0'] },
  { name: 'typescript', versions: ['5.3.3', '5.4.5'], take: ['*/lib/*.d.ts', '*/lib/*/*.json', '*/README.md'] },
  { name: 'vue', versions: ['3.3.0', '3.4.0'] },
  { name: 'webpack', versions: ['5.88.0', '5.90.0'] },
  { name: 'zod', versions: ['3.21.4', '3.23.8'] },
];

const corpusOf = ({ name, take = ['*'] }: Package, version: string): Corpus => npm(`${name}@${version}`, ...take);
const wanted = (corpus: Corpus): Wanted => ({ language: 'releases', corpus });

/** All of them, to be fetched. */
export const wantedReleases: readonly Wanted[] = packages.flatMap((each) =>
  each.versions.map((version) => wanted(corpusOf(each, version))),
);

/** The folders of every two releases. */
export const releases: readonly Release[] = packages.map((each) => {
  const [before, after] = each.versions.map((version) => corpusFolder(wanted(corpusOf(each, version))));
  if (before === undefined || after === undefined) throw new Error(`${each.name} has no two releases`);
  return { name: each.name, before, after };
});
