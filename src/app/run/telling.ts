import { openRecord, recordEvent, type RunEvent, type RunRecord } from '#core';
import type { Failure } from '../failure.ts';
import type { JournalPorts } from '../journal.ts';
import type { Clock } from '../ports.ts';
import { journalOf, type RunName } from './journal-run.ts';
import type { RunWatcher } from './run-ports.ts';

/** Tells what happens in a run to who watches, and writes it down. */
export interface Telling {
  readonly tell: (event: RunEvent) => Promise<void>;
  readonly record: () => RunRecord;
}

interface TellingFacts {
  readonly name: RunName;
  readonly startedAt: string;
  readonly hear: RunWatcher['hear'];
  /** The journal cannot be written: nothing may go on unrecorded. */
  readonly onSilence: (failure: Failure) => void;
}

export const openTelling = (
  { clock, journal }: JournalPorts & { readonly clock: Clock },
  { name, startedAt, hear, onSilence }: TellingFacts,
): Telling => {
  let record = openRecord(name.task, startedAt);
  return {
    tell: async (event) => {
      const at = clock.now();
      record = recordEvent(record, event, at);
      hear(event, at);
      for (const entry of journalOf(name, event)) {
        const kept = await journal.append(entry);
        if (!kept.ok) onSilence(kept.error);
      }
    },
    record: () => record,
  };
};
