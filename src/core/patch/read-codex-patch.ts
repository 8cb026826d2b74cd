import { failure, success, type Result } from '../result.ts';
import { trim, trimEnd } from './seek-lines.ts';
import { patchRules, type Chunk, type ChunkLine, type PatchFault, type PatchStep } from './step.ts';

/* Codex's own format of patches, `*** Begin Patch` … `*** End Patch`, as its program of version 0.169 reads it. */

const marks = {
  begin: '*** Begin Patch',
  end: '*** End Patch',
  add: '*** Add File: ',
  delete: '*** Delete File: ',
  update: '*** Update File: ',
  move: '*** Move to: ',
  endOfFile: '*** End of File',
  environment: '*** Environment ID:',
} as const;

interface OpenChunk {
  readonly below?: string;
  readonly lines: ChunkLine[];
  atEnd: boolean;
}

interface OpenUpdate {
  readonly does: 'update';
  readonly path: string;
  to?: string;
  readonly chunks: OpenChunk[];
}

type OpenStep =
  { readonly does: 'add'; readonly path: string; readonly lines: string[] } | PatchStepOfDelete | OpenUpdate;
type PatchStepOfDelete = Extract<PatchStep, { readonly does: 'delete' }>;

/** Where the reading stands. */
interface Reading {
  readonly steps: OpenStep[];
  environment: boolean;
  ended: boolean;
}

const fault = (line: number, message: string): PatchFault => ({
  rule: patchRules.unreadable,
  path: '',
  line,
  message: `Line ${line} of the patch cannot be read: ${message}`,
});

const headers =
  'expected is `*** Add File: PATH`, `*** Delete File: PATH`, `*** Update File: PATH` or `*** End Patch`.';
const marked = 'each line of a change begins with a blank, `+` or `-`.';

const isEmpty = (chunk: OpenChunk | undefined): boolean => chunk?.lines.length === 0;

/** What is lacking of the last step before the next may begin. */
const lackOf = (step: OpenStep | undefined): string | undefined => {
  if (step?.does !== 'update') return undefined;
  if (step.chunks.length === 0) return 'the update of the file above it says no change.';
  return isEmpty(step.chunks.at(-1)) ? marked : undefined;
};

const startStep = (header: string): OpenStep | undefined => {
  if (header.startsWith(marks.add)) return { does: 'add', path: header.slice(marks.add.length), lines: [] };
  if (header.startsWith(marks.delete)) return { does: 'delete', path: header.slice(marks.delete.length) };
  if (header.startsWith(marks.update)) return { does: 'update', path: header.slice(marks.update.length), chunks: [] };
  return undefined;
};

type Taken = { readonly taken: boolean } | { readonly wrong: string };

const takeEnvironment = (reading: Reading, header: string): Taken => {
  if (reading.steps.length > 0 || !header.startsWith(marks.environment)) return { taken: false };
  if (reading.environment) return { wrong: 'an environment was named before.' };
  if (trim(header.slice(marks.environment.length)) === '') return { wrong: 'it names no environment.' };
  reading.environment = true;
  return { taken: true };
};

const takeHeader = (reading: Reading, header: string): Taken => {
  const environment = takeEnvironment(reading, header);
  if ('wrong' in environment || environment.taken) return environment;
  const next = header === marks.end ? 'end' : startStep(header);
  if (next === undefined) return { taken: false };
  const wrong = lackOf(reading.steps.at(-1));
  if (wrong !== undefined) return { wrong };
  if (next === 'end') reading.ended = true;
  else reading.steps.push(next);
  return { taken: true };
};

const openChunk = (chunks: OpenChunk[], header: string): string | undefined => {
  if (isEmpty(chunks.at(-1))) return marked;
  chunks.push({ ...(header === '@@' ? {} : { below: header.slice(3) }), lines: [], atEnd: false });
  return undefined;
};

const endFile = (chunks: readonly OpenChunk[]): string | undefined => {
  const last = chunks.at(-1);
  if (isEmpty(last)) return marked;
  if (last !== undefined) last.atEnd = true;
  return undefined;
};

const putLine = (chunks: OpenChunk[], line: string): string | undefined => {
  const mark = line === '' ? ' ' : line.slice(0, 1);
  if (mark !== ' ' && mark !== '-' && mark !== '+') return marked;
  if (chunks.length === 0) chunks.push({ lines: [], atEnd: false });
  chunks.at(-1)?.lines.push({ mark, text: line.slice(1) });
  return undefined;
};

const afterEnd = 'after `*** End of File` only another change, which begins with `@@`, may come.';

/** Takes a line that opens a change or closes the file; gives what is wrong with it, and nothing where it is another one. */
const takeMark = (step: OpenUpdate, header: string): { readonly wrong: string | undefined } | undefined => {
  const { chunks } = step;
  if (header === '@@' || header.startsWith('@@ ')) return { wrong: openChunk(chunks, header) };
  if (chunks.at(-1)?.atEnd === true) return { wrong: header === '' ? undefined : afterEnd };
  return header === marks.endOfFile ? { wrong: endFile(chunks) } : undefined;
};

/** Takes a line within an update; gives what is wrong with it. */
const takeOfUpdate = (step: OpenUpdate, line: string): string | undefined => {
  const header = trimEnd(line);
  if (step.chunks.length === 0 && step.to === undefined && header.startsWith(marks.move)) {
    step.to = header.slice(marks.move.length);
    return undefined;
  }
  const mark = takeMark(step, header);
  return mark === undefined ? putLine(step.chunks, line) : mark.wrong;
};

/** Takes a line after the first; gives what is wrong with it. */
const takeLine = (reading: Reading, line: string): string | undefined => {
  const step = reading.steps.at(-1);
  const header = takeHeader(reading, step?.does === 'update' ? trimEnd(line) : trim(line));
  if ('wrong' in header) return header.wrong;
  if (header.taken) return undefined;
  if (step?.does === 'update') return takeOfUpdate(step, line);
  if (step?.does !== 'add' || !line.startsWith('+')) return headers;
  step.lines.push(line.slice(1));
  return undefined;
};

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

const splitLines = (text: string): readonly string[] => text.split('\n').map(withoutReturn);

const isWhole = (lines: readonly string[]): boolean =>
  trim(lines[0] ?? '') === marks.begin && trim(lines.at(-1) ?? '') === marks.end;

// A patch that was meant for a shell comes with the words around it.
const unwrap = (lines: readonly string[]): readonly string[] => {
  const isHeredoc = /^<<(?:EOF|'EOF'|"EOF")$/.test(lines[0] ?? '') && lines.at(-1)?.endsWith('EOF') === true;
  return isHeredoc && lines.length >= 4 && !isWhole(lines) ? lines.slice(1, -1) : lines;
};

const close = (step: OpenStep): PatchStep => {
  if (step.does === 'delete') return step;
  if (step.does === 'add')
    return { does: 'add', path: step.path, text: step.lines.map((line) => `${line}\n`).join('') };
  const { path, to } = step;
  const chunks: readonly Chunk[] = step.chunks;
  return { does: 'update', path, ...(to === undefined ? {} : { to }), edit: { chunks } };
};

/** What a patch in Codex's own format does, step by step; it is read as Codex reads it. */
export const readCodexPatch = (text: string): Result<readonly PatchStep[], PatchFault> => {
  const lines = unwrap(splitLines(trim(text)));
  if (trim(lines[0] ?? '') !== marks.begin) return failure(fault(1, `it has to be \`${marks.begin}\`.`));
  if (!isWhole(lines)) return failure(fault(lines.length, `the last one has to be \`${marks.end}\`.`));
  const reading: Reading = { steps: [], environment: false, ended: false };
  for (const [index, line] of lines.slice(1).entries()) {
    // On the last line it may stand anywhere; what stands below an earlier one is nothing.
    const isLast = index + 2 === lines.length;
    const wrong = takeLine(reading, isLast ? trim(line) : withoutReturn(line));
    if (wrong !== undefined) return failure(fault(index + 2, wrong));
    if (reading.ended) break;
  }
  if (reading.steps.length === 0) return failure(fault(1, 'the patch changes no file.'));
  return success(reading.steps.map(close));
};
