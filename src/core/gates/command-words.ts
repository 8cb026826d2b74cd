import { failure, success, type Result } from '../result.ts';

// One piece of a word: in single quotes, in double quotes, one sign after a backslash, or plain.
const piece =
  /'(?<single>[^']*)'|"(?<double>(?:[^"\\$`]|\\[^])*)"|\\(?<sign>[^])|(?<plain>[^\s'"\\|&;<>()$`*?[\]{}#~!]+)|(?<odd>[#~!{}[\]](?=\S|$))/y;

const isShells = (sign: string): string =>
  `\`${sign}\` means something to a shell only, and none reads this line. Put it in quotes, or let one read it: \`sh -c "…"\`.`;

interface Reading {
  word: string | undefined;
  readonly words: string[];
}

const endWord = (reading: Reading): void => {
  if (reading.word !== undefined) reading.words.push(reading.word);
  reading.word = undefined;
};

const textOf = ({ single, double, sign, plain, odd }: Readonly<Record<string, string | undefined>>): string =>
  single ?? double?.replaceAll(/\\([$`"\\])/g, '$1') ?? sign ?? plain ?? odd ?? '';

const readWords = (line: string): Result<readonly string[], string> => {
  const reading: Reading = { word: undefined, words: [] };
  for (let at = 0; at < line.length;) {
    if (/\s/.test(line.charAt(at))) {
      endWord(reading);
      at += 1;
      continue;
    }
    piece.lastIndex = at;
    const found = piece.exec(line);
    if (found?.groups === undefined) {
      const sign = line.charAt(at);
      return failure(
        /["']/.test(sign) ? 'A quote in it does not end, or a shell would have to read it.' : isShells(sign),
      );
    }
    reading.word = (reading.word ?? '') + textOf(found.groups);
    at = piece.lastIndex;
  }
  endWord(reading);
  return success(reading.words);
};

/**
 * A line as a program and its words, as a shell would tell them apart. What only a shell can do (pipes, variables, wildcards) is
 * refused, with what to write instead.
 */
export const splitCommand = (line: string): Result<readonly [string, ...string[]], string> => {
  if (/[\r\n\0]/.test(line)) return failure('A command is one line. Make several commands of it.');
  const read = readWords(line);
  if (!read.ok) return read;
  const [program, ...words] = read.value;
  if (program === undefined || program === '') return failure('It names no program.');
  return /^[A-Za-z_]\w*=/.test(program)
    ? failure('No shell reads this line, so it cannot set a variable. Write `env NAME=value …`.')
    : success([program, ...words]);
};
