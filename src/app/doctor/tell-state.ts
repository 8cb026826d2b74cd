import type { Diagnosis } from './diagnosis.ts';

const marks: readonly (readonly [key: 'installed' | 'trusted' | 'live' | 'proven', no: string])[] = [
  ['installed', 'not installed'],
  ['trusted', 'not trusted'],
  ['live', 'not live'],
  ['proven', 'not proven'],
];

/** `installed, trusted, not live`; what could not be told is left out. */
export const tellState = (check: Diagnosis): string =>
  marks.flatMap(([key, no]) => (check[key] === null ? [] : [check[key] ? key : no])).join(', ');
