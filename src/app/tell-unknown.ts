/** That there is no thing of a name, in a sentence; where no name was given, that. */
export const tellUnknown = (what: string, name: string, otherwise = `The policy has no ${what} ${name}.`): string =>
  name.trim() === '' ? `The ${what} that was named is empty.` : otherwise;
