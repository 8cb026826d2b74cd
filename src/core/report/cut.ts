import { levels } from '../level.ts';
import type { Finding } from '../finding.ts';

/** What of a report fits where it is shown, and how many findings do not. */
export interface Kept {
  /** In the order they came in. */
  readonly kept: readonly Finding[];
  readonly left: readonly Finding[];
}

/** Keeps at most so many findings: those that weigh most, and of equals those that come first. */
export const keepMostSevere = (findings: readonly Finding[], most: number): Kept => {
  if (findings.length <= most) return { kept: findings, left: [] };
  const byWeight = [...findings].sort((one, other) => levels.indexOf(other.level) - levels.indexOf(one.level));
  const chosen = new Set(byWeight.slice(0, most));
  return {
    kept: findings.filter((finding) => chosen.has(finding)),
    left: findings.filter((finding) => !chosen.has(finding)),
  };
};

// Half of a sign that two code units make means nothing by itself, and UTF-8 has no way to write it.
const half = /\p{Surrogate}/gu;

/** A text that UTF-8 can write. */
export const wellFormed = (text: string): string => text.replace(half, '\uFFFD');

/** At most so many UTF-16 code units of a text, no sign cut in two; what was cut ends in an ellipsis. */
export const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;

const bytesOfSign = (point: number): number => {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
};

/** How many bytes a text takes in UTF-8. */
export const countBytes = (text: string): number => {
  let bytes = 0;
  for (const sign of text) bytes += bytesOfSign(sign.codePointAt(0) ?? 0);
  return bytes;
};
