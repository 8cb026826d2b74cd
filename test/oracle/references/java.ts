import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { debian } from '../corpora.ts';
import type { Entry, Reference } from '../reference.ts';
import { runTool } from '../run-tool.ts';

const configuration = fileURLToPath(new URL('checkstyle.xml', import.meta.url));

/** Enough for the start of the machine to be cheap, and few enough for a command line. */
const filesAtOnce = 1_000;

const complaint = /^<error (?:line="(\d+)" )?(?:column="(\d+)" )?.*?message="(?:Cyclomatic Complexity is (\d+) )?/;
const unescapeXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** Reads the report of one file, a line an entry; undefined when it complains of anything else: it could not read it. */
function readEntries(report: string): readonly Entry[] | undefined {
  const entries: Entry[] = [];
  for (const line of report.split('\n')) {
    if (line.startsWith('<exception')) return undefined;
    if (!line.startsWith('<error ')) continue;
    // It leaves the first column out.
    const [, at, column = '1', complexity] = complaint.exec(line) ?? [];
    if (at === undefined || complexity === undefined) return undefined;
    entries.push({ line: Number(at), column: Number(column), name: '', complexity: Number(complexity) });
  }
  return entries;
}

/** Asks checkstyle of some files. Its exit code is the number of its complaints. */
async function askCheckstyle(
  folder: string,
  paths: readonly string[],
): Promise<readonly (readonly [path: string, entries: readonly Entry[]])[]> {
  const words = ['-c', configuration, '-f', 'xml', ...paths.map((path) => resolve(folder, path))];
  const everyCode = Array.from({ length: 256 }, (_, code) => code);
  const printed = await runTool('checkstyle', words, { cwd: folder, alsoGood: everyCode });
  if (!printed.trimEnd().endsWith('</checkstyle>')) throw new Error('checkstyle printed no whole report');
  return [...printed.matchAll(/^<file name="(.*)">\n([^]*?)^<\/file>$/gm)].flatMap(([, file = '', report = '']) => {
    const entries = readEntries(report);
    return entries === undefined ? [] : [[relative(resolve(folder), unescapeXml(file)), entries] as const];
  });
}

/** checkstyle's check CyclomaticComplexity. It reports no names. */
export const java: Reference = {
  language: 'java',
  endings: ['java'],
  corpora: [
    debian('guava-libraries', '*.java'),
    // Its own tests hold what is rare in other code.
    debian('checkstyle', '*.java'),
    debian('libcommons-lang3-java', '*.java'),
  ],
  packages: ['checkstyle'],
  promised: 10_000,
  oneIn: 4,
  tool: async () => (await runTool('checkstyle', ['--version'], { cwd: '.' })).trim(),
  run: async (folder, paths) => {
    const entries = new Map<string, readonly Entry[]>();
    for (let first = 0; first < paths.length; first += filesAtOnce) {
      const found = await askCheckstyle(folder, paths.slice(first, first + filesAtOnce));
      for (const [path, list] of found) entries.set(path, list);
    }
    return entries;
  },
  inItsWords: ({ line, column, complexity }) => ({ name: '', line, column, complexity }),
};
