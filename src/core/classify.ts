import type { FileClass } from './change.ts';
import { matchesAny, type PathTest } from './glob.ts';
import type { Policy } from './policy/policy.ts';

// Widely used names, first match wins. A policy's own `classes` are asked before these.
const guesses: readonly (readonly [FileClass, readonly string[]])[] = [
  [
    'lock',
    [
      '**/{package-lock.json,npm-shrinkwrap.json,yarn.lock,pnpm-lock.yaml,bun.lock,bun.lockb,deno.lock}',
      '**/{poetry.lock,uv.lock,pdm.lock,Pipfile.lock,Cargo.lock,go.sum,composer.lock,Gemfile.lock,flake.lock}',
      '**/{packages.lock.json,gradle.lockfile,mix.lock,pubspec.lock,Podfile.lock,.terraform.lock.hcl}',
    ],
  ],
  ['vendored', ['**/{node_modules,vendor,third_party,third-party,bower_components}/**']],
  [
    'generated',
    [
      '**/*.min.{js,css}',
      '**/*.{js,css}.map',
      '**/*{_pb2,_pb2_grpc}.py',
      '**/*.pb.go',
      '**/__generated__/**',
      '**/.ipynb_checkpoints/**',
    ],
  ],
  [
    'test',
    [
      '**/{test,tests,__tests__,spec,specs,e2e,testdata,fixtures,__snapshots__}/**',
      '**/*.{test,spec}.*',
      '**/*_{test,spec}.*',
      '**/test_*.py',
      '**/conftest.py',
    ],
  ],
  [
    'docs',
    ['**/*.{md,mdx,markdown,rst,adoc,txt}', '**/{docs,doc}/**/*.{html,svg,png,jpg}', '**/{LICENSE,NOTICE,AUTHORS}'],
  ],
  // As GitHub's Linguist sorts them: configuration is data, not code.
  ['data', ['**/*.{json,json5,jsonc,jsonl,yaml,yml,toml,ini,cfg,csv,tsv,xml,parquet,po,pot,geojson}']],
];

/** Puts a path in its class: the policy's globs first, then `.gitattributes`, then widely used names; else it is code. */
export type Classify = (path: string, attribute: FileClass | undefined) => FileClass;

/** The classes that a policy gives, before all that is guessed. */
export const classifyBy = (classes: Policy['classes']): Classify => {
  const own = classes.map(({ class: name, globs }): readonly [FileClass, PathTest] => [name, matchesAny(globs)]);
  const guessed = guesses.map(([name, globs]): readonly [FileClass, PathTest] => [name, matchesAny(globs)]);
  const find = (tests: typeof own, path: string): FileClass | undefined => tests.find(([, test]) => test(path))?.[0];
  return (path, attribute) => find(own, path) ?? attribute ?? find(guessed, path) ?? 'code';
};
