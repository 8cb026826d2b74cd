import type { Example } from '../rule-kind.ts';

type Files = Readonly<Record<string, string>>;

/** An example's change of some files beside others that stay as they are: what `after` does not name is deleted otherwise. */
export const beside = (files: Files, changed: Files): Pick<Example, 'before' | 'after'> => ({
  before: files,
  after: { ...files, ...changed },
});
