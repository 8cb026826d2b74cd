import { need, story, type JournalCheck } from '#app';
import { counted, present, printable, type JournalBreak, type JournalEntry } from '#core';
import type { Machine } from '#repo';
import { sayLine } from '../complain.ts';
import type { Documents } from '../documents.ts';
import { printDocument } from '../print.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface JournalOptions {
  readonly last: number;
  readonly task?: string;
  readonly format: 'text' | 'json';
}

// An event of another version is told as it stands.
const valueOf = ({ event }: JournalEntry): object => {
  if (event.kind !== 'foreign') return event;
  return typeof event.value === 'object' && event.value !== null ? event.value : { value: event.value };
};

const tellField = ([key, value]: readonly [string, unknown]): string =>
  `${key}=${typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value)}`;

const writeEntry = (entry: JournalEntry): string => {
  const { kind = 'unknown', ...fields } = { ...valueOf(entry) } as { readonly kind?: unknown };
  const told = [String(entry.number).padStart(6), entry.at, String(kind), ...Object.entries(fields).map(tellField)];
  return `${printable(told.join('  '))}\n`;
};

const tellBreak = ({ file, line, message }: JournalBreak): string =>
  file === '' ? `journal: ${message}` : `journal/${file}:${line}: ${message}`;

const toDocument = (entries: readonly JournalEntry[], check: JournalCheck): Documents['journal'] => ({
  entries: entries.map((entry) => ({ number: entry.number, at: entry.at, event: { ...valueOf(entry) } })),
  total: check.entries,
  breaks: check.breaks.map(({ file, line, message, torn = false }) => ({ file, line, message, torn })),
});

/** What is left of a line by a kill is nobody's doing, and the next entry sets it aside. */
const isBroken = ({ breaks }: JournalCheck): boolean => breaks.some(({ torn }) => torn !== true);

export const journal = (terminal: Terminal, machine: Machine, { last, task, format }: JournalOptions) =>
  story<ExitCode>(async function* () {
    const entries = yield* need(machine.journal.read({ last, ...present('task', task) }));
    const check = yield* need(machine.journal.verify());
    terminal.out(
      format === 'json'
        ? printDocument('journal', toDocument(entries, check))
        : entries.length === 0
          ? 'The journal has no such entry.\n'
          : entries.map(writeEntry).join(''),
    );
    for (const one of check.breaks) sayLine(terminal, tellBreak(one));
    if (check.breaks.length === 0)
      sayLine(terminal, `The chain holds: ${counted(check.entries, 'entry', 'entries')}, as they were written.`);
    return isBroken(check) ? 1 : 0;
  });
