import { modeVariable } from '#core';
import { InvalidArgumentError, Option } from 'commander';
import type { Terminal } from './terminal.ts';

/** `--mode` of a command that judges. */
export const modeOption = (about: string, { environment }: Pick<Terminal, 'environment'>): Option => {
  const option = new Option('--mode <id>', `${about}; may stand in ${modeVariable}`);
  const mode = environment[modeVariable]?.trim() ?? '';
  return mode === '' ? option : option.default(mode);
};

/** Gathers an option that may be repeated. */
export const collect = (text: string, known: readonly string[] = []): readonly string[] => [...known, text];

/** Gathers `KEY=VALUE`, repeated; the last value of a key wins. */
export const collectPair = (
  text: string,
  known: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It takes KEY=VALUE, such as target=src/metrics.py.');
  return { ...known, [text.slice(0, at)]: text.slice(at + 1) };
};

export type Picks = Readonly<Record<string, readonly string[]>>;

/** Gathers `ITEM=PATH`, repeated: the paths chosen for each context item. */
export const collectPick = (text: string, known: Picks): Picks => {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It takes ITEM=PATH, such as agent-spec=.claude/agents/RATINGS.md.');
  const item = text.slice(0, at);
  return { ...known, [item]: [...(known[item] ?? []), text.slice(at + 1)] };
};

export const readWholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It takes a whole number, such as 10.');
  return Number(text);
};

/** A whole number of at least one. */
export const readCount = (text: string): number => {
  const count = readWholeNumber(text);
  if (count < 1 || !Number.isSafeInteger(count)) throw new InvalidArgumentError('It takes a number from 1 on.');
  return count;
};
