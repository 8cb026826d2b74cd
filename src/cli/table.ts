import { printable } from '#core';

/** Rows with their cells one below the other. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows.reduce<readonly number[]>(
    (known, row) => row.map((cell, index) => Math.max(cell.length, known[index] ?? 0)),
    [],
  );
  return rows
    .map((row) => `${printable(row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')).trimEnd()}\n`)
    .join('');
};
