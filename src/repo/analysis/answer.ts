import type { FunctionReading, SyntaxChange } from '#core';
import type { SourceEdit, SourceText } from '#app';
import { answerCourt } from '../court/holder.ts';
import type { CourtQuestion } from '../court/pieces.ts';
import { createChangeReader } from './read-change.ts';
import { readText } from './read-text.ts';

/** What a thread aside is asked: the functions of a text, what an edit is in syntax, or to judge a change. */
export type Question = { readonly functions: SourceText } | { readonly change: SourceEdit } | CourtQuestion;

const changeOf = createChangeReader();

/** The answer, in JSON; undefined for a text that no parser gets through. */
export const answer = async (question: Question): Promise<string | undefined> => {
  if (!('functions' in question || 'change' in question)) return answerCourt(question);
  const told: FunctionReading | SyntaxChange | undefined =
    'functions' in question ? await readText(question.functions) : await changeOf(question.change);
  return told && JSON.stringify(told);
};
