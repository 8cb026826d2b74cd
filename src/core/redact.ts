/** A secret in a text, by its offsets (UTF-16 code units, end exclusive). `what` names its kind, never its value. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

export interface Redacted {
  readonly text: string;
  /** How many places were blanked out; secrets that overlap count once. */
  readonly count: number;
}

// What cannot be trusted to lie inside the text is clipped to it: a span too many blanks too much, never too little.
const clip = (span: SecretSpan, length: number): SecretSpan => ({
  ...span,
  start: Math.min(Math.max(span.start, 0), length),
  end: Math.min(Math.max(span.end, 0), length),
});

const merge = (spans: readonly SecretSpan[]): readonly SecretSpan[] => {
  const merged: SecretSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end)
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
};

/** The marker that stands where a secret stood. */
const redactionMarker = (what: string): string => `[redacted: ${what.replace(/[\s[\]]+/g, ' ').trim()}]`;

/** The text with every secret replaced by a visible marker. The order of the spans does not matter. */
export const redactSecrets = (text: string, spans: readonly SecretSpan[]): Redacted => {
  const inOrder = spans
    .map((span) => clip(span, text.length))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start || other.end - one.end || (one.what < other.what ? -1 : 1));
  const merged = merge(inOrder);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, what } of merged) {
    parts.push(text.slice(at, start), redactionMarker(what));
    at = end;
  }
  return { text: parts.join('') + text.slice(at), count: merged.length };
};

/** The spans that touch a part of the text, counted from where that part begins. */
export const spansWithin = (spans: readonly SecretSpan[], start: number, end: number): readonly SecretSpan[] =>
  spans
    .filter((span) => span.start < end && span.end > start)
    .map((span) => ({ ...span, start: Math.max(span.start, start) - start, end: Math.min(span.end, end) - start }));
