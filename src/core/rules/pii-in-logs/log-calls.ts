import { endsInAny, wordsOf } from '../../calls/names.ts';
import type { UseFact } from '../../syntax/facts.ts';

const methods = new Set(
  (
    'trace debug info notice success warn warning error exception critical fatal log verbose silly table dir ' +
    'bind child contextualize'
  ).split(' '),
);

/** What a logger is called, as the last word of its name, and what libraries of loggers are called. */
const loggers = new Set(
  'log logger logging console loguru pino winston structlog bunyan consola loglevel log4js'.split(' '),
);

const isLogger = (name: string): boolean => {
  const [method = '', object = ''] = name
    .split(/[^\w$]+/)
    .toReversed()
    .filter((part) => part !== '');
  return methods.has(method) && (loggers.has(wordsOf(object).at(-1) ?? '') || loggers.has(object));
};

/** Tells calls that log: those of a logger, and those that a rule names. */
export const logCalls = (named: readonly string[]): ((use: UseFact) => boolean) => {
  const isNamed = endsInAny(named);
  return ({ how, written, target = written }) =>
    how === 'call' && [written, target].some((name) => isLogger(name) || isNamed(name));
};
