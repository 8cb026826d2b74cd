/**
 * What a thread may take, in MB: far more than an ordinary file needs, so that only a text of many megabytes dies of it, and
 * alone. The stack is that of the main thread: what is nested too deep for one is too deep for the other.
 */
export const limits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32, stackSizeMb: 1 } as const;
