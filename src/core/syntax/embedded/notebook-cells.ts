import { visit, type JSONPath } from 'jsonc-parser';

/** A cell of a notebook. */
export interface Cell {
  /** True for code, unless the cell itself says that it is in another language. */
  readonly isPython: boolean;
  /** Its source, with newlines alone. */
  readonly text: string;
  /** Where each character of it stands in the file. */
  readonly offsets: readonly number[];
}

export interface Notebook {
  /** In the order of the file. */
  readonly cells: readonly Cell[];
  /** False where its kernel runs another language. */
  readonly isPython: boolean;
  /** Offset of the first place that is no JSON. */
  readonly brokenAt?: number;
}

interface Gathered {
  type: string;
  /** Where the cell names one of its own. */
  language?: string;
  text: string;
  readonly offsets: number[];
}

/** Adds a JSON string; each escape is one character of it. */
const addSource = (cell: Gathered, value: string, file: string, start: number): void => {
  let at = start + 1;
  for (let index = 0; index < value.length; index++) {
    const width = file.charAt(at) !== '\\' ? 1 : file.charAt(at + 1) === 'u' ? 6 : 2;
    if (value.charAt(index) !== '\r') cell.offsets.push(at);
    at += width;
  }
  cell.text += value.replaceAll('\r', '');
};

/** The path without the sheets that notebooks of version 3 have around their cells. */
const ownPath = (path: JSONPath): JSONPath => (path[0] === 'worksheets' ? path.slice(2) : path);

const isPython = (language: string): boolean => /^i?python/i.test(language);

const isPythonCell = ({ type, language = 'python' }: Gathered): boolean => type === 'code' && isPython(language);

/** The language of a notebook: what its kernel says, or else its cells, or else what Python alone would be called. */
const speaksPython = (facts: ReadonlyMap<string, string>, cells: readonly Gathered[]): boolean => {
  const language = facts.get('kernelspec.language') ?? facts.get('language_info.name');
  if (language !== undefined) return isPython(language);
  const code = cells.filter(({ type }) => type === 'code');
  if (code.length > 0 && !code.some(isPythonCell)) return false;
  const kernel = [facts.get('kernelspec.name'), facts.get('kernelspec.display_name')].filter(
    (name) => name !== undefined,
  );
  return kernel.length === 0 || kernel.some((name) => /py/i.test(name));
};

/** Where a cell names its language: in the third version of the format, or as VS Code does. */
const isCellLanguage = (key: JSONPath[number] | undefined, rest: JSONPath): boolean =>
  (key === 'language' && rest.length === 0) || (key === 'metadata' && rest.join('.') === 'vscode.languageId');

/** Reads the cells of a notebook; undefined for a file that holds none, or is nested too deep to be read. */
export const readCells = (file: string): Notebook | undefined => {
  const cells = new Map<string, Gathered>();
  const facts = new Map<string, string>();
  let isNotebook = false;
  let brokenAt: number | undefined;
  const takeFact = (path: JSONPath, value: string): void => {
    if (path[0] === 'metadata') facts.set(path.slice(1).join('.'), value);
  };
  const take = (value: unknown, offset: number, supply: () => JSONPath): void => {
    if (typeof value !== 'string') return;
    const path = supply();
    const [first, , third, ...rest] = ownPath(path);
    if (first !== 'cells') return takeFact(path, value);
    const key = path.slice(0, path[0] === 'worksheets' ? 4 : 2).join();
    const cell = cells.get(key) ?? { type: 'code', text: '', offsets: [] };
    cells.set(key, cell);
    if (third === 'cell_type') cell.type = value;
    else if (isCellLanguage(third, rest)) cell.language = value;
    else if (third === 'source' || third === 'input') addSource(cell, value, file, offset);
  };
  try {
    visit(file, {
      onArrayBegin: (_offset, _length, _line, _character, path) => {
        isNotebook ||= ownPath(path())[0] === 'cells';
      },
      onLiteralValue: (value, offset, ...[, , , path]) => take(value, offset, path),
      onError: (_code, offset) => {
        brokenAt ??= offset;
      },
    });
  } catch {
    return undefined;
  }
  if (!isNotebook && brokenAt === undefined) return undefined;
  const all = [...cells.values()];
  return {
    cells: all.map((cell) => ({ isPython: isPythonCell(cell), text: cell.text, offsets: cell.offsets })),
    isPython: speaksPython(facts, all),
    ...(brokenAt === undefined ? {} : { brokenAt }),
  };
};
