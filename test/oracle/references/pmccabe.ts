import type { Entry } from '../reference.ts';
import { runToItsEnd, runTool } from '../run-tool.ts';

/** The modified complexity, three numbers that are not compared, the lines of the function, then its place and name. */
const reported = /^(\d+)\t\d+\t-?\d+\t\d+\t\d+\t.*\((\d+)\): (.*)$/;

const entryOf = (line: string): Entry => {
  const [, complexity, definedAt, name = ''] = reported.exec(line) ?? [];
  if (complexity === undefined) throw new Error(`pmccabe printed a line of an unknown form: ${line}`);
  return { name, line: Number(definedAt), column: 0, complexity: Number(complexity) };
};

/** Some texts have it wait for a brace for ever. */
const limit = 10_000;

/**
 * What pmccabe says of files, asked one by one, because it carries a state from one file to the next. A file that confuses
 * it counts as refused: it complains, and its manual calls the numbers unreliable then.
 */
export async function askPmccabe(
  folder: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly Entry[]>> {
  const entries = new Map<string, readonly Entry[]>();
  for (const path of paths) {
    const { code, output, complaint } = await runToItsEnd('pmccabe', [`./${path}`], { cwd: folder, limit });
    if (code !== 0 || complaint !== '') continue;
    entries.set(
      path,
      output.split('\n').flatMap((line) => (line === '' ? [] : [entryOf(line)])),
    );
  }
  return entries;
}

export const pmccabeVersion = async (): Promise<string> =>
  (await runTool('pmccabe', ['-V'], { cwd: '.' })).replace('@(#)', '').trim();
