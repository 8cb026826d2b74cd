/** An expected outcome: a value, or the reason there is none. Exceptions are left for bugs. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** It came out: the value. */
export const success = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** It did not, as was to be expected: the reason. */
export const failure = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
