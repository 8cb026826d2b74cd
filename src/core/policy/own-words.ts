import type { Problem } from './policy.ts';

// The reader of YAML speaks of policies, and of what would help a long one.
const ownWords: Readonly<Record<string, string>> = {
  'empty-policy': 'This file is empty. Write what it has to say, or remove it.',
  'too-long': 'This file is longer than anything it could have to say.',
  'too-many-values': 'This file holds more values than it could have to say.',
  'too-deep': 'Lists and maps stand too deep in each other here.',
  'many-documents': 'A file holds one document. Remove this one, and the `---` before it.',
};

/** A problem of a file that is no policy, in words that fit it. */
export const inOwnWords = (problem: Problem): Problem => ({
  ...problem,
  message: ownWords[problem.code] ?? problem.message.replaceAll(/\b([Aa]|[Tt]his) policy\b/g, '$1 file'),
  code: problem.code === 'empty-policy' ? 'empty-file' : problem.code,
});
