/** A part of a string that is known only when the program runs, as it is written: `table` of `f"… {table}"`. */
export interface Hole {
  readonly hole: string;
}

/** What stands for a hole whose place in the grammar nobody knows. */
type Stand = (ordinal: number) => string;

const name: Stand = (ordinal) => `__hole${ordinal}`;
const value: Stand = (ordinal) => `$${ordinal}`;
const nothing: Stand = () => '';
const nameOnce: Stand = (ordinal) => (ordinal === 1 ? name(1) : '');

/** In the order in which they are tried: most holes are names or values, some are whole clauses or nothing. */
export const stands: readonly Stand[] = [name, value, nothing, nameOnce];

/** True for a name that stands for a hole. */
export const isHole = (text: string): boolean => /^__hole\d+$/.test(text);

interface Written {
  readonly stand: Stand;
  placeholders: number;
  holes: number;
}

type Rewrite = (written: Written, text: string) => string;

const keep: Rewrite = (_written, text) => text;
const placeholder: Rewrite = (written) => `$${++written.placeholders}`;
const hole: Rewrite = (written) => written.stand(++written.holes);

// What a driver or a template puts in for a list brings its own brackets.
const list: Rewrite = (written, text) => `${/^\w+/.exec(text)?.[0] ?? ''} (${placeholder(written, text)})`;

/*
 * The drivers' placeholders: `%s`, `%(name)s` and other letters (DB-API pyformat), `:name`, `:1`, `$1`, `$name`, `?`, `?1`,
 * `@name`, and psql's `:'name'`; behind `IN` and `VALUES` one may be a whole list; the templates' holes: `${x}`, `#{x}`, `{{ x }}`, `{x}`. What looks like one inside of a
 * literal is none, nor is `::` a placeholder, nor the `:` of a slice, nor the operators `?|` and `?&` of jsonb. Back-quoted
 * and bracketed names are those of other dialects.
 */
const rewrites: readonly (readonly [RegExp, Rewrite])[] = [
  [/--[^\n]*|\/\*[\s\S]*?\*\//y, () => ' '],
  [/[eE]'(?:[^'\\]|''|\\[\s\S])*'/y, (_written, text) => text.replaceAll('\uE000', 'x')],
  [/'(?:[^']|'')*'/y, (_written, text) => text.replace(/[$#]?\{[^}']*\}|\uE000/g, 'x')],
  [/\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$/y, keep],
  [/"(?:[^"]|"")*"/y, keep],
  [/::/y, keep],
  [
    /(?<![\w.])(?:in|values)\s+(?:%(?:\(\w+\))?s\b|:\w+|[$@]\w+|\?(?![|&?])\d*|\{\{[^}]*\}\}|[$#]?\{[^}]*\}|\uE000)/iy,
    list,
  ],
  [/%(?:\(\w+\))?[sdifr]\b|(?<![\w\])]):(?:\w+|'\w+'|"\w+")|[$@]\w+|\?(?![|&?])\d*/y, placeholder],
  [/%%/y, () => '%'],
  [/\{\{[^}]*\}\}|[$#]?\{[^}]*\}|\uE000/y, hole],
  [/`[^`]*`|\[[A-Za-z_]\w*\]/y, (_written, text) => `"${text.slice(1, -1)}"`],
  [/\w+|\s+/y, keep],
];

const rewriteAt = (written: Written, text: string, at: number): { readonly output: string; readonly end: number } => {
  for (const [pattern, rewrite] of rewrites) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { output: rewrite(written, found), end: at + found.length };
  }
  return { output: text.charAt(at), end: at + 1 };
};

/** A text as Postgres can read it, with `$1` for every placeholder and something for every hole. */
export const normalizeSql = (parts: readonly (string | Hole)[], stand: Stand): string => {
  // A character that nobody's text has.
  const text = parts.map((part) => (typeof part === 'string' ? part : '\uE000')).join('');
  const written: Written = { stand, placeholders: 0, holes: 0 };
  let output = '';
  for (let at = 0; at < text.length;) {
    const rewritten = rewriteAt(written, text, at);
    output += rewritten.output;
    at = rewritten.end;
  }
  return output;
};
