import type { FunctionReading, SyntaxChange } from '#core';
import type { SourceEdit, SourceText } from '#app';
import { createChangeReader } from './read-change.ts';
import { readText } from './read-text.ts';

/** What a thread aside is asked: the functions of a text, or what an edit is in syntax. */
export type Question = { readonly functions: SourceText } | { readonly change: SourceEdit };

const changeOf = createChangeReader();

/** The answer, in JSON; undefined for a text that no parser gets through. */
export const answer = async (question: Question): Promise<string | undefined> => {
  const told: FunctionReading | SyntaxChange | undefined =
    'functions' in question ? await readText(question.functions) : await changeOf(question.change);
  return told && JSON.stringify(told);
};
