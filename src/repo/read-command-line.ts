import { readCommandLine as readLine, type CommandLine } from '#core';
import { loadParsers } from './parsers.ts';

/** What a line for a shell does. The grammar is loaded with the first. */
export const readCommandLine = async (line: string): Promise<CommandLine> => {
  const { bash } = await loadParsers(['bash']);
  if (bash === undefined) throw new Error('The grammar of Bash was not loaded.');
  return readLine(line, bash);
};
