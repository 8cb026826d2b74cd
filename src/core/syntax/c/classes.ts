import { kinds, nextToken, noteFlaw, putBack, wordOf, type CScan } from './tokens.ts';

/*
 * The openings of classes and namespaces. pmccabe knows `Name {`, `Name : bases {` and `{`; of other classes, such as those with
 * an attribute, `final` or template arguments, it does not look at the members.
 */

/** Moves past the bases of a class to its brace. False where no bases follow: `struct Space::Name`. */
const passBases = (scan: CScan): boolean => {
  if (nextToken(scan) === kinds.colon) return false;
  for (let kind = nextToken(scan); kind !== kinds.openBrace; kind = nextToken(scan)) {
    if (kind === kinds.end || (scan.manner !== 'exact' && kind === kinds.semicolon)) {
      noteFlaw(scan, scan.start);
      return false;
    }
  }
  return true;
};

/** Behind the first name of a class: its own name, if macros stand before it or `final` behind it. */
const readModernName = (scan: CScan, first: string): string => {
  const behindFirst = scan.at;
  let name = first;
  for (;;) {
    const kind = nextToken(scan);
    if (kind === kinds.word) {
      if (wordOf(scan) !== 'final') name = wordOf(scan);
      continue;
    }
    const opens = kind === kinds.openBrace || kind === kinds.colon;
    if (opens) putBack(scan);
    else scan.at = behindFirst;
    return opens ? name : first;
  }
};

/** Moves behind the brace of a class, from behind `class`, and gives its name; undefined where only a type is named. */
export const openClass = (scan: CScan): string | undefined => {
  let kind = nextToken(scan);
  if (kind === kinds.openBrace) return 'unnamed';
  if (kind === kinds.word) {
    const first = wordOf(scan);
    const name = scan.manner === 'exact' ? first : readModernName(scan, first);
    kind = nextToken(scan);
    if (kind === kinds.openBrace) return name;
    if (kind === kinds.colon) return passBases(scan) ? name : undefined;
  }
  putBack(scan);
  return undefined;
};

/** Moves behind the brace of a namespace, from behind `namespace`, and gives its name; undefined for anything else. */
export const openNamespace = (scan: CScan): string | undefined => {
  let kind = nextToken(scan);
  if (kind === kinds.openBrace) return 'anonymous_namespace';
  if (kind === kinds.word) {
    const name = wordOf(scan);
    kind = nextToken(scan);
    if (kind === kinds.openBrace) return name;
  }
  putBack(scan);
  return undefined;
};
