/** True for a list of names, as a command is given one. */
export const isNames = (given: unknown): given is readonly string[] =>
  Array.isArray(given) && given.every((name) => typeof name === 'string');
