import type { Hash } from '../hash.ts';
import { spellJson } from './line.ts';
import { journalEvent, type JournalEvent } from './journal.ts';
import { grouped } from '../markdown/write.ts';

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

interface Change {
  readonly text: (text: string) => string;
  readonly list: (items: readonly Json[]) => readonly Json[];
}

const mapJson = (value: Json, change: Change): Json => {
  if (typeof value === 'string') return change.text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return change.list(value).map((item) => mapJson(item, change));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapJson(item, change)]));
};

/** Every text in an event, in order. */
export const textsOfEvent = (event: JournalEvent): readonly string[] => {
  const texts: string[] = [];
  mapJson(event, { text: (text) => (texts.push(text), text), list: (items) => items });
  return texts;
};

/** The event with other texts in the place of some. */
export const replaceTexts = (event: JournalEvent, replacements: ReadonlyMap<string, string>): JournalEvent =>
  journalEvent.parse(mapJson(event, { text: (text) => replacements.get(text) ?? text, list: (items) => items }));

/** The longest event, in bytes of a line. */
const longest = 32_768;

interface Room {
  /** The longest text, in UTF-16 code units. */
  readonly text: number;
  /** The longest list, in items. */
  readonly list: number;
}

// The first in which an event fits.
const rooms: readonly Room[] = [
  { text: 4_000, list: 500 },
  { text: 1_000, list: 100 },
  { text: 200, list: 20 },
];

const fit = (event: JournalEvent, room: Room): JournalEvent => {
  let omitted = event.omitted ?? 0;
  const fitted = mapJson(event, {
    text: (text) =>
      text.length <= room.text
        ? text
        : `${text.slice(0, room.text)} … [${grouped(text.length - room.text)} more characters]`,
    list: (items) => {
      omitted += Math.max(0, items.length - room.list);
      return items.slice(0, room.list);
    },
  });
  const kept = journalEvent.parse(fitted);
  return omitted === 0 ? kept : { ...kept, omitted };
};

/** An event that fits in an entry: long texts and lists are cut, and say so; one that is too long all the same is only named. */
export const boundEvent = (event: JournalEvent, digestOf: Hash): JournalEvent => {
  for (const room of rooms) {
    const fitted = fit(event, room);
    if (spellJson(fitted).length <= longest) return fitted;
  }
  const json = spellJson(event);
  return { kind: 'over-long', of: event.kind, characters: json.length, digest: digestOf(json) };
};
