// One piece of a word: in single quotes, in double quotes, one sign after a backslash, or plain.
const piece = /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[^])*)"|\\(?<sign>[^])|(?<plain>[\w./:=@%+,^~{}#[\]!-]+)/y;

/** What a shell makes of a text that is one word; undefined where it is more, or where the shell would do something with it. */
const oneWord = (text: string): string | undefined => {
  let word = '';
  for (let at = 0; at < text.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const parts = piece.exec(text)?.groups;
    if (parts === undefined) return undefined;
    const { single, double, sign, plain } = parts;
    word += single ?? double?.replaceAll(/\\([$`"\\])/g, '$1') ?? sign ?? plain ?? '';
  }
  return word;
};

/**
 * What a shell is given to run, where Codex tells the call of the shell around it: `ls -l` of `/bin/bash -lc 'ls -l'`. What
 * is not surely that stays as it is.
 */
export const commandWithin = (told: string): string => {
  const script = /^(?:\/\S*\/)?(?:ba|z|da)?sh -l?c (?<script>[^]+)$/.exec(told)?.groups?.['script'];
  return script === undefined ? told : (oneWord(script) ?? told);
};
