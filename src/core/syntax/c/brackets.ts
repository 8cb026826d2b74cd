import { endsParentheses, indentationAt, layoutOfBrace } from './layout.ts';
import { kinds, nextCharacter, noteFlaw, putBack, type CScan } from './tokens.ts';

/** Moves behind the parenthesis that closes the one just read. */
export const passParentheses = (scan: CScan): void => {
  const opened = scan.at - 1;
  for (let depth = 1; depth > 0;) {
    const before = scan.at;
    const character = nextCharacter(scan);
    if (character === kinds.open) depth++;
    else if (character === kinds.close) depth--;
    else if (character === kinds.end || endsParentheses(scan, character)) {
      scan.at = before;
      noteFlaw(scan, opened);
      return;
    }
  }
};

/** Leaves braces where the layout says so, and notes it when they do not pair up. */
const leave = (scan: CScan, opened: number, layout: 'closes' | 'outside', depth: number): number => {
  if (depth > 1 || layout === 'outside') noteFlaw(scan, opened);
  if (layout === 'outside') putBack(scan);
  return 0;
};

/** Moves behind the brace that closes the one just read. */
export const passBraces = (scan: CScan): void => {
  const opened = scan.at - 1;
  const column = scan.manner === 'wary' ? indentationAt(scan, opened) : 0;
  for (let depth = 1; depth > 0;) {
    const character = nextCharacter(scan);
    scan.start = scan.at - 1;
    if (character === kinds.openBrace) depth++;
    else if (character === kinds.closeBrace) {
      const layout = layoutOfBrace(scan, opened, column);
      depth = layout === 'closes' || layout === 'outside' ? leave(scan, opened, layout, depth) : depth - 1;
    } else if (character === kinds.end) {
      noteFlaw(scan, opened);
      return;
    }
  }
};

/** Moves behind the next semicolon out of brackets. */
export const passStatement = (scan: CScan): void => {
  for (;;) {
    const character = nextCharacter(scan);
    scan.start = scan.at - 1;
    if (character === kinds.semicolon) return;
    if (character === kinds.open) passParentheses(scan);
    else if (character === kinds.openBrace) passBraces(scan);
    else if (character === kinds.end) {
      noteFlaw(scan, scan.at);
      return;
    }
  }
};
