/** What a Markdown text says of itself between fences at its very top: YAML, or TOML as Hugo writes it. */
export interface FrontMatter {
  readonly form: 'yaml' | 'toml';
  /** What stands between the fences, and where it begins. */
  readonly text: string;
  readonly start: number;
  /** Where the closing fence ends, before the end of its line. */
  readonly end: number;
}

const forms: readonly (readonly [FrontMatter['form'], RegExp])[] = [
  ['yaml', /^(\uFEFF?---[ \t]*\r?\n)([^]*?)\r?\n(?:---|\.\.\.)[ \t]*(?=\r?\n|$)/],
  ['toml', /^(\uFEFF?\+\+\+[ \t]*\r?\n)([^]*?)\r?\n\+\+\+[ \t]*(?=\r?\n|$)/],
];

/** The front matter of a text; undefined where it has none. */
export const frontMatterOf = (text: string): FrontMatter | undefined => {
  for (const [form, fenced] of forms) {
    const [whole, open = '', matter = ''] = fenced.exec(text) ?? [];
    if (whole !== undefined) return { form, text: matter, start: open.length, end: whole.length };
  }
  return undefined;
};

/** The text with its front matter blanked out, in lines of the same length. */
export const blankFrontMatter = (text: string): string => {
  const end = frontMatterOf(text)?.end ?? 0;
  return text.slice(0, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
};
