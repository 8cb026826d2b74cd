import type { SecretSpan } from '../redact.ts';

/** A document as it was found: its text with line breaks as LF and no byte order mark, or why there is none. */
export type DocumentText =
  | { readonly state: 'text'; readonly text: string; readonly secrets: readonly SecretSpan[] }
  | { readonly state: 'absent' }
  | {
      readonly state: 'too-large' | 'unreadable';
      /** What is wrong and what to do, in whole sentences. */
      readonly message: string;
      readonly remedy: string;
    }
  | { readonly state: 'not-text' };

/**
 * The text that is packed, the same whatever line breaks a checkout has. Undefined for a binary file, and for one that
 * is not UTF-8: its broken bytes were read as replacement characters.
 */
export const normalizeDocument = (raw: string): string | undefined =>
  /[\0\uFFFD]/.test(raw) ? undefined : raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

/** True for a file that holds environment variables: their names may be packed, their values never. */
export const holdsEnvironment = (path: string): boolean =>
  /^(?:\.env(?:\..+|rc)?|.+\.env)$/i.test(path.slice(path.lastIndexOf('/') + 1));

export interface EnvironmentNames {
  readonly text: string;
  /** How many values were left out. */
  readonly values: number;
}

// A value in quotes may run over lines; a key pasted in without quotes stands between its own fences.
const quoted = /=[ \t]*(?:"(?:\\[\s\S]|[^"\\])*"|'[^']*'|`[^`]*`)/g;
const pasted = /-----BEGIN [^\n]*[\s\S]*?(?:-----END [^\n]*|$)/g;

const nameIn = (line: string): string | undefined => /^\s*(?:export\s+)?([A-Za-z_][\w.]{0,99})\s*=/.exec(line)?.[1];

/** `NAME=` for every variable a file sets, sorted, each once. Values and comments are left out: both can hold secrets. */
export const namesOfEnvironment = (text: string): EnvironmentNames => {
  const names = new Set<string>();
  let astray = false;
  for (const line of text.replace(pasted, '').replace(quoted, '=').split('\n')) {
    const name = nameIn(line);
    // What follows a line that is no setting may be the rest of a value that only looks like a setting.
    if (/^\s*(?:#|$)/.test(line)) astray = false;
    else if (name === undefined) astray = true;
    else if (!astray) names.add(name);
  }
  const sorted = [...names].sort();
  return { text: sorted.map((name) => `${name}=\n`).join(''), values: sorted.length };
};
