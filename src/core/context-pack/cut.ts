import { headingsOf } from '../markdown/markdown.ts';
import { counted } from '../markdown/write.ts';

/** A document as long as it is, or with its last sections left out. */
export interface Fitted {
  readonly text: string;
  readonly tokens: number;
  /** The headings left out, in document order. */
  readonly cut: readonly string[];
  readonly cutTokens: number;
}

export interface Fitting {
  readonly path: string;
  readonly text: string;
  readonly tokens: number;
}

interface Part {
  /** The heading as it is written in the outline: `## Guardrails`. */
  readonly heading: string;
  readonly text: string;
  readonly tokens: number;
}

type CountTokens = (text: string) => number;

const isMarkdown = (path: string): boolean => /\.(?:md|mdx|markdown)$/i.test(path);

// What stands before the first heading, and every file without headings, is one part named after its file.
const partsOf = ({ path, text }: Fitting, countTokens: CountTokens): readonly Part[] => {
  const headings = isMarkdown(path) ? headingsOf(text) : [];
  const opening = headings.length === 0 ? path : `${path} (before its first heading)`;
  const starts = [{ start: 0, heading: opening }].concat(
    headings.map(({ start, level, text: title }) => ({ start, heading: `${'#'.repeat(level)} ${title}` })),
  );
  return starts
    .map(({ start, heading }, index) => ({ heading, text: text.slice(start, starts[index + 1]?.start) }))
    .filter((part) => part.text.trim() !== '')
    .map((part) => ({ ...part, tokens: countTokens(part.text) }));
};

const title = (part: Part): string => part.heading.replace(/^#+ /, '');

const tellCut = (path: string, left: readonly Part[]): string => {
  const tokens = counted(
    left.reduce((sum, part) => sum + part.tokens, 0),
    'token',
  );
  if (left[0]?.heading === path) return `[left out to keep within the token budget: the whole file, ${tokens}]\n`;
  const outline = left.map(({ heading }) => `${heading}\n`).join('');
  return `[left out to keep within the token budget: ${counted(left.length, 'section')}, ${tokens}]\n${outline}`;
};

const assemble = (path: string, parts: readonly Part[], kept: number, countTokens: CountTokens): Fitted => {
  const left = parts.slice(kept);
  const body = parts
    .slice(0, kept)
    .map((part) => part.text)
    .join('');
  const text = `${body}${body === '' || body.endsWith('\n') ? '' : '\n'}${tellCut(path, left)}`;
  return {
    text,
    tokens: countTokens(text),
    cut: left.map(title),
    cutTokens: left.reduce((sum, part) => sum + part.tokens, 0),
  };
};

const whole = ({ text, tokens }: Fitting): Fitted => ({ text, tokens, cut: [], cutTokens: 0 });

/** The document with as many of its first sections as fit into `room` tokens; at the least its outline, which may not fit. */
const shorten = (document: Fitting, room: number, countTokens: CountTokens): Fitted => {
  const parts = partsOf(document, countTokens);
  let kept = 0;
  // Sums of parts are near the count of their whole, not equal to it: they only say where to begin looking.
  for (let used = 0; kept < parts.length - 1; kept += 1) {
    used += parts[kept]?.tokens ?? 0;
    if (used > room) break;
  }
  for (; kept > 0; kept -= 1) {
    const fitted = assemble(document.path, parts, kept, countTokens);
    if (fitted.tokens <= room) return fitted;
  }
  const outline = assemble(document.path, parts, 0, countTokens);
  return outline.tokens < document.tokens ? outline : whole(document);
};

/**
 * Fits documents, the most important first, into a token budget. The last documents lose their last sections first; a
 * more important one is cut only when those below it are down to their outlines. May still be over when nothing is left
 * to cut.
 */
export const fitDocuments = (
  documents: readonly Fitting[],
  limit: number,
  countTokens: CountTokens,
): readonly Fitted[] => {
  const fitted = documents.map(whole);
  let total = fitted.reduce((sum, { tokens }) => sum + tokens, 0);
  for (let index = documents.length - 1; index >= 0 && total > limit; index -= 1) {
    const document = documents[index];
    if (document === undefined) continue;
    const shortened = shorten(document, limit - (total - document.tokens), countTokens);
    total += shortened.tokens - document.tokens;
    fitted[index] = shortened;
  }
  return fitted;
};
