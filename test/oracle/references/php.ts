import { fileURLToPath } from 'node:url';
import { debian } from '../corpora.ts';
import type { Entry, Reference } from '../reference.ts';
import { runTool } from '../run-tool.ts';

const script = fileURLToPath(new URL('ask-pdepend.php', import.meta.url));

/** What the script prints of one file; no list where PDepend refuses it. */
type Reported = readonly [
  path: string,
  entities: readonly (readonly [name: string, line: number, complexity: number])[] | null,
];

/** PDepend's CCN2, which phpmd reports as CyclomaticComplexity. It gives no columns. */
export const php: Reference = {
  language: 'php',
  endings: ['php'],
  corpora: [debian('symfony', '*.php'), debian('wordpress', '*.php')],
  packages: ['pdepend', 'php-cli', 'php-xml', 'php-mbstring'],
  promised: 10_000,
  oneIn: 3,
  tool: async () => (await runTool('pdepend', ['--version'], { cwd: '.' })).trim(),
  run: async (folder, paths) => {
    const input = paths.map((path) => `${path}\n`).join('');
    const printed = await runTool('php', [script], { cwd: folder, input });
    const reported = printed
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Reported => JSON.parse(line) as Reported);
    return new Map(
      reported.flatMap(([path, entities]) =>
        entities === null
          ? []
          : [[path, entities.map(([name, line, complexity]): Entry => ({ name, line, column: 0, complexity }))]],
      ),
    );
  },
  inItsWords: ({ name, line, complexity }) => ({ name: name.replace(/^.*::/, ''), line, column: 0, complexity }),
};
