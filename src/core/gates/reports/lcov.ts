import { failure, success } from '../../result.ts';
import { unitedFiles, type CoveredFile, type ReadReport } from './report.ts';

interface Reading {
  readonly files: CoveredFile[];
  /** The file whose record has begun and not ended. */
  open: { readonly name: string; readonly lines: Map<number, number> } | undefined;
}

const readLine = (reading: Reading, line: string): string | undefined => {
  if (line.startsWith('SF:')) {
    if (reading.open !== undefined) return `is cut off: the record of ${reading.open.name} does not end`;
    reading.open = { name: line.slice(3).trim(), lines: new Map() };
    return undefined;
  }
  if (line === 'end_of_record') {
    const { open } = reading;
    if (open === undefined) return 'is no LCOV report: a record ends that did not begin';
    reading.files.push({ names: [open.name], lines: open.lines });
    reading.open = undefined;
    return undefined;
  }
  const [, number, hits] = /^DA:(\d+),(-?\d+)(?:,.*)?$/.exec(line) ?? [];
  if (number === undefined) return line.startsWith('DA:') ? `has a line that is none: ${line.slice(0, 40)}` : undefined;
  if (reading.open === undefined) return 'is no LCOV report: a line stands outside of any record';
  reading.open.lines.set(Number(number), Math.max(Number(hits), reading.open.lines.get(Number(number)) ?? 0));
  return undefined;
};

/** LCOV's tracefile; one that ends within a record was cut off. */
export const readLcov = (text: string): ReadReport => {
  const reading: Reading = { files: [], open: undefined };
  for (const line of text.split(/\r?\n/)) {
    const fault = readLine(reading, line);
    if (fault !== undefined) return failure(fault);
  }
  if (reading.open !== undefined) return failure(`is cut off: the record of ${reading.open.name} does not end`);
  return reading.files.length === 0
    ? failure('tells of no file')
    : success({ kind: 'lines', files: unitedFiles(reading.files) });
};
