import { closest } from 'fastest-levenshtein';
import GithubSlugger from 'github-slugger';
import type { Nodes, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { nodesWithin, parseBlocks } from './blocks.ts';
import { failure, success, type Result } from '../result.ts';

/** A heading of a Markdown document that stands outside lists, quotes and code. */
export interface Heading {
  /** Without markup and without a trailing `{#id}`. */
  readonly text: string;
  /** 1 to 6. */
  readonly level: number;
  /** The anchor GitHub gives it: `guardrails`, `guardrails-1`. */
  readonly slug: string;
  /** The anchors the author gave it, by `<a id>` or `{#id}`. */
  readonly ids: readonly string[];
  /** 1-based. */
  readonly line: number;
  /** Offset of its first sign. */
  readonly start: number;
}

/** A heading with all that stands under it. Offsets count UTF-16 code units; the end is exclusive. */
export interface Section {
  readonly heading: Heading;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** An anchor no heading answers to. `nearest` is missing where the document has no headings. */
export interface DeadAnchor {
  readonly anchor: string;
  readonly nearest?: Heading;
}

interface Draft {
  readonly heading: Omit<Heading, 'ids' | 'line'>;
  readonly ids: string[];
}

const anchorIds = (html: string): readonly string[] =>
  [...html.matchAll(/<a\s[^>]{0,500}?\b(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi)].flatMap(([, id]) => id ?? []);

const idsWithin = (node: Nodes): readonly string[] =>
  nodesWithin(node).flatMap((each) => (each.type === 'html' ? anchorIds(each.value) : []));

const holdsOnlyAnchors = (node: RootContent): boolean =>
  idsWithin(node).length > 0 && toString(node, { includeHtml: false }).trim() === '' && !htmlHeading(node);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

// Up to the last `>` every tag ends: none is looked for in vain, from each `<` anew.
const withoutTags = (html: string): string => {
  const end = html.lastIndexOf('>') + 1;
  return html.slice(0, end).replace(/<[^>]*>/g, '') + html.slice(end);
};

/** The first heading of a piece of HTML that is closed. Walks it once: one that is not closed must not cost the rest of it. */
const headingInHtml = (html: string): { readonly text: string; readonly level: number } | undefined => {
  const closings = [...html.matchAll(/<\/h([1-6])>/gi)];
  const lastOf = new Map(closings.map(({ index, 1: level }) => [level, index]));
  let end = 0;
  for (const { index, 1: level } of html.matchAll(/<h([1-6])\b/gi)) {
    if (index >= end) end = html.indexOf('>', index) + 1;
    if (end === 0) return undefined;
    if ((lastOf.get(level) ?? -1) < end) continue;
    const closing = closings.find((each) => each[1] === level && each.index >= end);
    return { text: oneLine(withoutTags(html.slice(end, closing?.index))), level: Number(level) };
  }
  return undefined;
};

const htmlHeading = (node: RootContent): { readonly text: string; readonly level: number } | undefined =>
  node.type === 'html' ? headingInHtml(node.value) : undefined;

const headingOf = (node: RootContent): { readonly text: string; readonly level: number } | undefined =>
  node.type === 'heading'
    ? { text: oneLine(toString(node, { includeHtml: false })), level: node.depth }
    : htmlHeading(node);

// Headings in lists and quotes take part in GitHub's numbering of equal slugs, though they begin no section.
const nestedHeadings = (node: RootContent): readonly string[] =>
  nodesWithin(node)
    .slice(1)
    .flatMap((each) => (each.type === 'heading' ? [toString(each, { includeHtml: false })] : []));

const withoutId = (text: string): { readonly text: string; readonly ids: readonly string[] } => {
  const [, rest, id] = /^(.*?)\s*\{#([^\s{}]+)\}$/s.exec(text) ?? [];
  return rest === undefined || id === undefined ? { text, ids: [] } : { text: rest, ids: [id] };
};

const draftHeadings = (source: string): readonly Draft[] => {
  const slugger = new GithubSlugger();
  const drafts: Draft[] = [];
  let waiting: readonly string[] = [];
  for (const { start, nodes } of parseBlocks(source))
    for (const node of nodes) {
      const found = headingOf(node);
      if (found !== undefined) {
        const { text, ids } = withoutId(found.text);
        const place = start + (node.position?.start.offset ?? 0);
        const heading = { text, level: found.level, slug: slugger.slug(found.text), start: place };
        drafts.push({ heading, ids: [...waiting, ...idsWithin(node), ...ids] });
        waiting = [];
      } else if (holdsOnlyAnchors(node)) waiting = [...waiting, ...idsWithin(node)];
      else {
        drafts.at(-1)?.ids.push(...waiting, ...idsWithin(node));
        waiting = [];
        for (const text of nestedHeadings(node)) slugger.slug(text);
      }
    }
  return drafts;
};

/** The headings of a Markdown text in document order. Front matter, code, comments, lists and quotes hold none. */
export const headingsOf = (source: string): readonly Heading[] => {
  let line = 1;
  let at = 0;
  return draftHeadings(source).map(({ heading, ids }) => {
    line += source.slice(at, heading.start).split(/\r\n|\r|\n/).length - 1;
    at = heading.start;
    return { ...heading, ids, line };
  });
};

const comparable = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/["'`“”„‘’«»*[\]]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

// `§Guardrails`, `#guardrails`, `"Guardrails"`, `caf%C3%A9`: all the ways an anchor is written down.
const wanted = (anchor: string): string => {
  const bare = comparable(anchor).replace(/^[#§\s]+/, '');
  try {
    return comparable(decodeURIComponent(bare));
  } catch {
    return bare;
  }
};

const numbered = (text: string): { readonly number?: string; readonly name: string } => {
  const [, number, name] = /^§?\s*(\d+(?:\.\d+)*)(?:[.):]\s*|\s+)(.+)$/s.exec(text) ?? [];
  return number === undefined || name === undefined ? { name: text } : { number, name };
};

// From the surest to the loosest reading; the first that any heading answers to decides.
const readings: readonly ((heading: Heading, anchor: string) => boolean)[] = [
  ({ ids }, anchor) => ids.some((id) => comparable(id) === anchor),
  ({ slug }, anchor) => slug === anchor,
  ({ text }, anchor) => comparable(text) === anchor,
  ({ text }, anchor) => numbered(comparable(text)).number === anchor.replace(/[.)]$/, ''),
  ({ text }, anchor) => numbered(comparable(text)).name === anchor,
  ({ slug }, anchor) => slug === new GithubSlugger().slug(anchor),
];

const findHeading = (headings: readonly Heading[], anchor: string): Heading | undefined => {
  const bare = wanted(anchor);
  if (bare === '') return undefined;
  for (const answers of readings) {
    const found = headings.find((heading) => answers(heading, bare));
    if (found !== undefined) return found;
  }
  return undefined;
};

const nearestHeading = (headings: readonly Heading[], anchor: string): Heading | undefined => {
  if (headings.length === 0) return undefined;
  const texts = headings.map(({ text }) => comparable(text));
  return headings[texts.indexOf(closest(wanted(anchor), texts))];
};

/**
 * The section an anchor names: from its heading to the next of the same or a higher level. An anchor is a GitHub slug,
 * the heading's own text (case and quotes do not matter), its number (`§6`), or an id its author gave it.
 */
export const sectionOf = (source: string, anchor: string): Result<Section, DeadAnchor> => {
  const headings = headingsOf(source);
  const heading = findHeading(headings, anchor);
  if (heading === undefined) {
    const nearest = nearestHeading(headings, anchor);
    return failure({ anchor, ...(nearest === undefined ? {} : { nearest }) });
  }
  const next = headings.find(({ start, level }) => start > heading.start && level <= heading.level);
  const end = next?.start ?? source.length;
  return success({ heading, start: heading.start, end, text: source.slice(heading.start, end) });
};
