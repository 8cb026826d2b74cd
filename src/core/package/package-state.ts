import * as z from 'zod';
import { writeStableJson } from '../canonical-json.ts';
import { parseJson } from '../parse-json.ts';

const state = z.strictObject({
  version: z.literal(1),
  package: z.string(),
  /** What the package said when it was begun. */
  digest: z.string(),
  /** The steps that were done, in their order. */
  done: z.array(z.string()),
  /** The step that was under way when this was written: cut off, where nobody works on it. */
  running: z.string().exactOptional(),
  /** What was measured before the first step; null where it could not be. */
  before: z.record(z.string(), z.number().nullable()),
});

/** How far a package is. */
export type PackageState = Readonly<z.infer<typeof state>>;

/** As it is kept: the same state, the same bytes. */
export const writePackageState = (one: PackageState): string => writeStableJson(one);

/** A state as it was written; undefined for a text that is none. */
export const readPackageState = (text: string): PackageState | undefined => {
  const read = state.safeParse(parseJson(text));
  return read.success ? read.data : undefined;
};
