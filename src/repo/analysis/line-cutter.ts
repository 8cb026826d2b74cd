import type { LineCutter } from '#core';
import { code } from './line-cutter-code.ts';

/** What assembly/lines.ts exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly textAt: { readonly value: number };
  readonly longestText: { readonly value: number };
  readonly linesAt: { readonly value: number };
  readonly cut: (length: number, hasReturns: boolean) => number;
}

/** What Node has and its types do not name; nothing where it may not compile (`--jitless`). */
interface Global {
  readonly WebAssembly?: {
    readonly Module: new (code: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: Exports };
  };
}

const carriageReturn = 0x0d;

const openCutter = ({ memory, textAt, longestText, linesAt, cut }: Exports): LineCutter => {
  const text = Buffer.from(memory.buffer, textAt.value, longestText.value);
  return {
    lines: new Int32Array(memory.buffer, linesAt.value),
    slice: (from, to) => text.toString('utf8', from, to),
    cut: (bytes) => {
      if (bytes.length > text.length) return -1;
      text.set(bytes);
      return cut(bytes.length, bytes.includes(carriageReturn));
    },
  };
};

/** Starts what cuts lines of Python; undefined where this process runs no machine code, or gets no memory for it. */
export const startLineCutter = (): LineCutter | undefined => {
  const { WebAssembly } = globalThis as Global;
  if (WebAssembly === undefined) return undefined;
  const { Module, Instance } = WebAssembly;
  try {
    return openCutter(new Instance(new Module(Buffer.from(code, 'base64'))).exports);
  } catch (error) {
    // V8 asks for far more addresses than it needs, and a process may be limited in them.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
