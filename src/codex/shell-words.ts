// `'…'` as shells and Codex write it: a quote in it is `'"'"'` or `'\''`.
const unquote = (word: string): string | undefined => {
  if (!/^'(?:[^']|'"'"'|'\\'')*'$/.test(word)) return undefined;
  return word.slice(1, -1).replaceAll(`'"'"'`, "'").replaceAll(`'\\''`, "'");
};

/**
 * What a shell is given to run, where Codex tells the call of the shell around it: `ls -l` of `/bin/bash -lc 'ls -l'`. What
 * is not surely that stays as it is.
 */
export const commandWithin = (told: string): string => {
  const script = /^(?:\/\S*\/)?(?:ba|z|da)?sh -l?c (?<script>[^]+)$/.exec(told)?.groups?.['script'];
  if (script === undefined) return told;
  if (/^[\w./:=@%+,-]+$/.test(script)) return script;
  return unquote(script) ?? told;
};
