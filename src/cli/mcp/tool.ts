import type { Failure } from '#app';
import type { Finding, Result } from '#core';
import type { Machine } from '#repo';
import type * as z from 'zod';

/** What a tool answers: words for who reads, and the same as a document. */
interface Answer<Output> {
  readonly words: string;
  readonly document: Output;
}

/** What a tool may ask of the server around it. */
export interface Asked {
  /** The worktree, opened for this call. */
  readonly machine: Machine;
  readonly signal: AbortSignal;
  /** True in a governed run: what a person approved there counts. */
  readonly ofRun: boolean;
  /** The findings this server has told of, by their ids: those of a patch stand nowhere else. */
  readonly told: Map<string, Finding>;
}

/** A tool: it may ask and be told; nothing is started, allowed or passed by it. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  /** When to call it and what it tells, for the model. */
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** `given` fits the input. */
  readonly answer: (asked: Asked, given: unknown) => Promise<Result<Answer<Record<string, unknown>>, Failure>>;
}

interface TypedTool<Input extends z.ZodObject, Output extends z.ZodObject> extends Omit<
  Tool,
  'input' | 'output' | 'answer'
> {
  readonly input: Input;
  readonly output: Output;
  readonly answer: (asked: Asked, given: z.infer<Input>) => Promise<Result<Answer<z.infer<Output>>, Failure>>;
}

/** A tool whose answer is held to the shape it promises by the compiler. */
export const tool = <Input extends z.ZodObject, Output extends z.ZodObject>(typed: TypedTool<Input, Output>): Tool => ({
  ...typed,
  answer: async (asked, given) => typed.answer(asked, given as z.infer<Input>),
});
