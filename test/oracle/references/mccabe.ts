import { fileURLToPath } from 'node:url';
import { findMccabe } from '../../../scripts/machine.ts';
import { runTool } from '../run-tool.ts';

/** What mccabe reports of a text: name of the file or number of the text, entity, line, column, last line, complexity. */
export type Reported = readonly [
  name: string,
  text: string | null,
  entities: readonly (readonly [entity: string, line: number, column: number, last: number, complexity: number])[],
];

const script = fileURLToPath(new URL('ask-mccabe.py', import.meta.url));

function python(): string {
  const found = findMccabe();
  if (found !== undefined) return found;
  throw new Error('Python 3.11 or newer with mccabe is needed: install the packages python3 and python3-mccabe.');
}

export type Question =
  { readonly what: 'library' } | { readonly what: 'texts' | 'files'; readonly given: readonly string[] };

/** Asks mccabe of texts, of files in a folder, or of the standard library of the Python that it runs on. */
export async function askMccabe(question: Question, cwd = '.'): Promise<readonly Reported[]> {
  const words = question.what === 'library' ? [] : [question.what];
  const input = question.what === 'library' ? '' : JSON.stringify(question.given);
  const printed = await runTool(python(), [script, ...words], { cwd, input });
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Reported => JSON.parse(line) as Reported);
}

export const mccabeVersion = async (): Promise<string> =>
  (await runTool(python(), [script, 'version'], { cwd: '.' })).trim();
