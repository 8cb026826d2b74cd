import { guardNamer, lastPart } from './names.ts';

/*
 * Row-level security is a guard, too, of the name `row_security`: that of one table is `holdings.row_security`. Its policies
 * are a part of it.
 */

const name = 'row_security';

/** True where one of some guards is the security of rows: only then has anybody to read SQL. */
export const guardsRows = (guards: readonly string[]): boolean => guards.some((guard) => lastPart(guard) === name);

/** Tells whether the security of rows of a table is one of some guards. */
export const rowGuardOf = (guards: readonly string[]): ((table: string) => boolean) => {
  const nameGuard = guardNamer(guards.filter((guard) => lastPart(guard) === name));
  return (table) => nameGuard(`${table}.${name}`) !== undefined;
};
