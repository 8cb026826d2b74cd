/*
 * Finds the script blocks of Vue and Svelte components, as their compilers do: on the outermost level every block of a Vue
 * component is plain text up to its end tag, save a template in HTML; `</script` ends a script wherever it stands.
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

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly isClosed: boolean;
  /** Offset behind it. */
  readonly end: number;
}

const tagStart = /<([a-z][^\s/>]*)/iy;
const attribute = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/y;
const tagEnd = /\s*(\/?)\s*>/y;

/** Reads the tag at the offset; undefined where none begins, or none ends. */
const readTag = (text: string, at: number): Tag | undefined => {
  tagStart.lastIndex = at;
  const name = tagStart.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const attributes = new Map<string, string>();
  for (let end = tagStart.lastIndex; ;) {
    tagEnd.lastIndex = attribute.lastIndex = end;
    const closing = tagEnd.exec(text);
    if (closing !== null) return { name, attributes, isClosed: closing[1] === '/', end: tagEnd.lastIndex };
    const found = attribute.exec(text);
    if (found === null) return undefined;
    const [, key = '', ...values] = found;
    attributes.set(key.toLowerCase(), values.find((value) => value !== undefined) ?? '');
    end = attribute.lastIndex;
  }
};

const endings: ReadonlyMap<string, ScriptBlock['ending']> = new Map([
  ['', 'js'],
  ['js', 'js'],
  ['javascript', 'js'],
  ['module', 'js'],
  ['text/javascript', 'js'],
  ['application/javascript', 'js'],
  ['text/babel', 'jsx'],
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
  /** Offset behind the tag, the comment or the block. */
  readonly end: number;
  readonly script?: ScriptBlock | undefined;
  readonly isOpen?: boolean;
}

/** Moves past what a `<` begins. */
const passTag = (framework: Framework, text: string, at: number): Passed => {
  if (text.startsWith('<!--', at)) {
    return { end: endOfComment(text, at), isOpen: !text.includes('-->', at + 4) };
  }
  const tag = readTag(text, at);
  if (tag === undefined) return { end: at + 1 };
  const end = endOf(framework, text, tag);
  if (end === undefined) return { end: tag.end };
  const to = end === -1 ? text.length : end;
  return { end: to, script: scriptOf(tag, to), isOpen: end === -1 };
};

/** The script blocks of a component. Those whose text stands elsewhere (`src`) are none. */
export const findScripts = (framework: Framework, text: string): Blocks => {
  const scripts: ScriptBlock[] = [];
  let openAt: number | undefined;
  for (let at = text.indexOf('<'); at !== -1;) {
    const { end, script, isOpen } = passTag(framework, text, at);
    if (script !== undefined) scripts.push(script);
    if (isOpen === true) openAt ??= at;
    at = text.indexOf('<', Math.max(at + 1, end));
  }
  return openAt === undefined ? { scripts } : { scripts, openAt };
};
