/** What an engine that stays tells of itself. */
export interface ResidentState {
  readonly pid: number;
  /** When it was started, ISO 8601. */
  readonly since: string;
  /** Bytes that it takes. */
  readonly memory: number;
  /** How many hooks it has answered. */
  readonly answered: number;
}

/* Questions beside those of hooks; a window answers neither. */
export const stateQuestion = { engine: 'state' } as const;
export const endQuestion = { engine: 'end' } as const;

const asks = (question: unknown, what: string): boolean =>
  typeof question === 'object' && question !== null && 'engine' in question && question.engine === what;

export const isStateQuestion = (question: unknown): boolean => asks(question, stateQuestion.engine);
export const isEndQuestion = (question: unknown): boolean => asks(question, endQuestion.engine);

/** True for what an engine tells of itself; a process of another version may say something else. */
export const isResidentState = (told: unknown): told is ResidentState => {
  if (typeof told !== 'object' || told === null) return false;
  const { pid, since, memory, answered } = told as Readonly<Record<string, unknown>>;
  return [pid, memory, answered].every((part) => typeof part === 'number') && typeof since === 'string';
};
