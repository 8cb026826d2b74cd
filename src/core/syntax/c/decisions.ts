import { kinds, type CScan } from './tokens.ts';

const decisions = new Map<number, string>([
  [kinds.if, 'if'],
  [kinds.for, 'for'],
  [kinds.while, 'while'],
  [kinds.switch, 'switch'],
  [kinds.question, '?'],
]);

/** What the token of a body is that adds 1; of `&&` and `||` the second half is read too. `&=` is read whole. */
export const decisionOf = (scan: CScan, kind: number): string | undefined => {
  if (kind !== kinds.ampersand && kind !== kinds.bar) return decisions.get(kind);
  const next = scan.text.charCodeAt(scan.at);
  if (next === kind) {
    scan.at++;
    return kind === kinds.ampersand ? '&&' : '||';
  }
  if (next === kinds.equals) scan.at++;
  return undefined;
};
