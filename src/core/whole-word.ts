const isWordSign = (sign: string): boolean => /[\p{L}\p{N}_-]/u.test(sign);

/** True for a text that holds a word as a whole: `INV-1` does not stand in `INV-12`. */
export const holdsWord = (text: string, word: string): boolean => {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isWordSign(text.charAt(at - 1)) && !isWordSign(text.charAt(at + word.length))) return true;
  return false;
};
