import { StringDecoder } from 'node:string_decoder';

/**
 * Cuts a stream into the JSON values of its lines. A line that is no JSON is told apart. Only a line feed ends a line: in
 * JSON texts U+2028 stands as it is, and `readline` would cut there.
 */
export const readJsonLines = (
  take: (value: unknown) => void,
  takeGarbage: (line: string) => void,
): ((piece: Buffer) => void) => {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const takeLine = (line: string): void => {
    if (line.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      takeGarbage(line);
      return;
    }
    take(value);
  };
  return (piece) => {
    const text = decoder.write(piece);
    const end = text.lastIndexOf('\n');
    if (end < 0) {
      rest += text;
      return;
    }
    const lines = (rest + text.slice(0, end)).split('\n');
    rest = text.slice(end + 1);
    for (const line of lines) takeLine(line);
  };
};
