import { endOfExpression } from './expressions.ts';
import { readTag, type Tag } from './tags.ts';

/*
 * Finds the script blocks of Vue and Svelte components, as their compilers do: on the outermost level every block of a Vue
 * component is plain text up to its end tag, save a template in HTML; `</script` ends a script wherever it stands. Of a
 * Svelte component, a script within an element or a block (`{#if}`) is a part of the page, and none of the component.
 */

/** A kind of component. */
export type Framework = 'vue' | 'svelte';

export interface ScriptBlock {
  /** Offsets of its text and behind it. */
  readonly from: number;
  readonly to: number;
  /** As a file of it would end; undefined for a language that is no JavaScript. */
  readonly ending: 'js' | 'jsx' | 'ts' | 'tsx' | undefined;
}

export interface Blocks {
  /** In the order of the text. */
  readonly scripts: readonly ScriptBlock[];
  /** Offset of the first block or comment that is never closed. */
  readonly openAt?: number;
}

const endings: ReadonlyMap<string, ScriptBlock['ending']> = new Map([
  ['', 'js'],
  ['js', 'js'],
  ['javascript', 'js'],
  ['module', 'js'],
  ['text/javascript', 'js'],
  ['application/javascript', 'js'],
  ['text/babel', 'jsx'],
  ['text/jsx', 'jsx'],
  ['jsx', 'jsx'],
  ['ts', 'ts'],
  ['typescript', 'ts'],
  ['text/typescript', 'ts'],
  ['tsx', 'tsx'],
]);

/** Where the text of an element ends that holds no elements: at its end tag, or at the end of the file. */
const endOfText = (text: string, name: string, from: number): number => {
  const end = new RegExp(`</${name.replace(/[^\w-]/g, '\\$&')}(?=[\\s/>])`, 'gi');
  end.lastIndex = from;
  return end.exec(text)?.index ?? -1;
};

/** Where a template in HTML ends; there may be others in it. */
const endOfTemplate = (text: string, from: number): number => {
  const next = /<!--|<\/?template(?=[\s/>])/gi;
  next.lastIndex = from;
  for (let depth = 1; ;) {
    const found = next.exec(text);
    if (found === null) return -1;
    if (found[0] === '<!--') next.lastIndex = endOfComment(text, found.index);
    else if (found[0].startsWith('</')) depth--;
    else {
      const tag = readTag(text, found.index);
      if (tag?.isClosed === false) depth++;
      next.lastIndex = tag?.end ?? next.lastIndex;
    }
    if (depth === 0) return found.index;
  }
};

const endOfComment = (text: string, from: number): number => {
  const end = text.indexOf('-->', from + 4);
  return end === -1 ? text.length : end + 3;
};

/** Data that a browser does not run. */
const isData = ({ attributes }: Tag): boolean =>
  /json|importmap|x-template|speculationrules/.test(attributes.get('type') ?? '');

const endOf = (framework: Framework, text: string, tag: Tag): number | undefined => {
  const language = tag.attributes.get('lang') ?? 'html';
  if (tag.isClosed) return undefined;
  if (framework === 'vue' && tag.name === 'template' && language === 'html') return endOfTemplate(text, tag.end);
  return framework === 'vue' || tag.name === 'script' || tag.name === 'style'
    ? endOfText(text, tag.name, tag.end)
    : undefined;
};

/** The script that the tag begins; undefined for another tag, for data, and where its text stands elsewhere (`src`). */
const scriptOf = (tag: Tag, to: number): ScriptBlock | undefined => {
  if (tag.name !== 'script' || tag.attributes.has('src') || isData(tag)) return undefined;
  const language = tag.attributes.get('lang') ?? tag.attributes.get('type') ?? '';
  return { from: tag.end, to, ending: endings.get(language.toLowerCase()) };
};

interface Passed {
  /** Offset behind the tag, the comment, the expression or the whole block. */
  readonly end: number;
  readonly script?: ScriptBlock | undefined;
  readonly isOpen?: boolean;
  /** What begins there and holds what follows, or ends there: an element, or a block of Svelte (`#if`). */
  readonly opens?: string | undefined;
  readonly closes?: string | undefined;
}

const endTag = /<\/([a-z][^\s/>]*)/iy;
const blockMark = /\{\s*([#/])(\w+)/y;

/** Moves past what a `<` begins. */
const passTag = (framework: Framework, text: string, at: number): Passed => {
  if (text.startsWith('<!--', at)) {
    return { end: endOfComment(text, at), isOpen: !text.includes('-->', at + 4) };
  }
  const tag = readTag(text, at);
  if (tag === undefined) {
    endTag.lastIndex = at;
    return { end: at + 1, closes: endTag.exec(text)?.[1]?.toLowerCase() };
  }
  const end = endOf(framework, text, tag);
  if (end === undefined) return { end: tag.end, opens: tag.isClosed ? undefined : tag.name };
  const to = end === -1 ? text.length : end;
  return { end: to, script: scriptOf(tag, to), isOpen: end === -1 };
};

/** Moves past what a `{` of Svelte begins. */
const passExpression = (text: string, at: number): Passed => {
  blockMark.lastIndex = at;
  const [, mark, word] = blockMark.exec(text) ?? [];
  const end = endOfExpression(text, at) ?? at + 1;
  return { end, opens: mark === '#' ? `#${word}` : undefined, closes: mark === '/' ? `#${word}` : undefined };
};

/** What is open around a place of a Svelte component. */
type Around = { readonly name: string; readonly scripts: number }[];

/** Notes what begins, and forgets the scripts within what ends. What was never closed in it was no element around it. */
const follow = ({ opens, closes }: Passed, around: Around, scripts: ScriptBlock[]): void => {
  if (opens !== undefined) around.push({ name: opens, scripts: scripts.length });
  const index = around.findLastIndex(({ name }) => name === closes);
  if (index === -1) return;
  scripts.length = around[index]?.scripts ?? 0;
  around.length = index;
};

/** Svelte reads all scripts of a component as TypeScript when one is. */
const inOneLanguage = (scripts: readonly ScriptBlock[]): readonly ScriptBlock[] =>
  scripts.some(({ ending }) => ending === 'ts')
    ? scripts.map((script) => ({ ...script, ending: script.ending === 'js' ? 'ts' : script.ending }))
    : scripts;

/** The script blocks of a component. Those whose text stands elsewhere (`src`) are none. */
export const findScripts = (framework: Framework, text: string): Blocks => {
  const isSvelte = framework === 'svelte';
  const start = isSvelte ? /[<{]/g : /</g;
  const scripts: ScriptBlock[] = [];
  const around: Around = [];
  let openAt: number | undefined;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    const at = found.index;
    const passed = text.charAt(at) === '{' ? passExpression(text, at) : passTag(framework, text, at);
    if (passed.script !== undefined) scripts.push(passed.script);
    if (passed.isOpen === true) openAt ??= at;
    if (isSvelte) follow(passed, around, scripts);
    start.lastIndex = Math.max(at + 1, passed.end);
  }
  const all = isSvelte ? inOneLanguage(scripts) : scripts;
  return openAt === undefined ? { scripts: all } : { scripts: all, openAt };
};
