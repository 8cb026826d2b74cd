import { failure } from '../../result.ts';
import type { GateRead, ReadFormat } from '../gate.ts';
import { readCobertura } from './cobertura.ts';
import { readGoJson } from './go-json.ts';
import { readJunit } from './junit.ts';
import { readLcov } from './lcov.ts';
import { readMochaJson } from './mocha-json.ts';
import { readNumber } from './number.ts';
import { readPytest } from './pytest.ts';
import type { ReadReport } from './report.ts';
import { readTap } from './tap.ts';

const readers: Readonly<Record<ReadFormat, (text: string, read: GateRead) => ReadReport>> = {
  junit: readJunit,
  pytest: readPytest,
  'mocha-json': readMochaJson,
  'go-json': readGoJson,
  tap: readTap,
  lcov: readLcov,
  cobertura: readCobertura,
  number: (text, { pattern }) => readNumber(text, pattern),
};

/** Reads a report. What is empty, cut off or of another form is none, and says why. */
export const readReport = (read: GateRead, text: string): ReadReport =>
  text.trim() === '' ? failure('is empty') : readers[read.format](text.replace(/^\uFEFF/, ''), read);
