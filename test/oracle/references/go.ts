import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { debian } from '../corpora.ts';
import type { Entry, Reference } from '../reference.ts';
import { runTool } from '../run-tool.ts';

const script = fileURLToPath(new URL('ask-gocyclo.go', import.meta.url));

const here = { cwd: '.' };

type Reported = readonly [
  path: string,
  entries: readonly (readonly [name: string, line: number, column: number, complexity: number])[],
];

/** gocyclo. The corpus has the compiler's own tests in it, which write Go in every way there is. */
export const go: Reference = {
  language: 'go',
  endings: ['go'],
  corpora: [debian('golang-1.19', '*/src/cmd/*.go', '*/src/go/*.go', '*/src/net/*.go', '*/test/*.go')],
  packages: ['golang-go'],
  promised: 40_000,
  tool: async () => `gocyclo 0.6.0 (its rules on the parser of ${(await runTool('go', ['version'], here)).trim()})`,
  run: async (folder, paths) => {
    const places = new Map(paths.map((path) => [resolve(folder, path), path]));
    const printed = await runTool('go', ['run', script], { ...here, input: [...places.keys()].join('\n') });
    return new Map(
      printed
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const [place, entries] = JSON.parse(line) as Reported;
          return [
            places.get(place) ?? place,
            entries.map(([name, line, column, complexity]): Entry => ({ name, line, column, complexity })),
          ];
        }),
    );
  },
  inItsWords: ({ name, line, column, complexity }) => ({ name, line, column, complexity }),
};
