import { parsersFor, type FunctionReading, type SecretSighting, type SyntaxChange } from '#core';
import type { CountElsewhere, Court, FindSecrets, SourceEdit, SourceText } from '#app';
import { openAside, type Aside } from './analysis/aside.ts';
import { courtAside } from './court/aside.ts';
import type { IsGivenUp } from './kept.ts';
import { loadSecretFinder } from './secrets/secrets.ts';

let aside: Aside | undefined;

/** A thread aside that is at work. */
export interface ReadingAside {
  /** Judges there, too. */
  readonly court: Court;
  /** Counts the tokens of texts there. */
  readonly count: CountElsewhere;
  /** Looks for secrets there; what the thread does not survive is looked through here. */
  readonly findSecrets: FindSecrets;
  /** Ends it; then texts are read here again. */
  readonly dispose: () => void;
}

const asideFor = (opened: Aside): Omit<ReadingAside, 'dispose'> => ({
  court: courtAside(opened),
  count: async (texts) => parse<readonly number[]>(await opened.ask({ tokensOf: texts })).told,
  findSecrets: async (path, text) => {
    const { told } = parse<readonly SecretSighting[]>(await opened.ask({ secretsOf: { path, text } }));
    return told ?? (await loadSecretFinder())(path, text);
  },
});

/**
 * From now on heavy texts are read on a thread aside, whoever asks for them: a process that others live in, as an extension
 * does, must not be held up.
 */
export const readAside = (): ReadingAside => {
  const opened = openAside();
  aside = opened;
  return {
    ...asideFor(opened),
    dispose: () => {
      if (aside === opened) aside = undefined;
      void opened.dispose();
    },
  };
};

/** A court on a thread aside of its own, which starts with the first question. */
export const judgeAside = (): ReadingAside => {
  const opened = openAside();
  return { ...asideFor(opened), dispose: () => void opened.dispose() };
};

// Read without a parser, and even by code that runs for the first time, within a frame of a screen.
const lightest = 60_000;

const isHeavy = ({ path, text, wanted }: SourceText): boolean =>
  text.length > lightest || parsersFor([path], wanted).size > 0;

/** The answer in JSON; undefined for a text that nothing gets through. */
interface Told<Value> {
  readonly told: Value | undefined;
}

const parse = <Value>(json: string | undefined): Told<Value> => ({
  told: json === undefined ? undefined : (JSON.parse(json) as Value),
});

/** Asks the thread aside for the functions of a text; undefined where it is to be read here. */
export const askForFunctions = async (
  source: SourceText,
  isGivenUp: IsGivenUp,
): Promise<Told<FunctionReading> | undefined> =>
  aside !== undefined && isHeavy(source) ? parse(await aside.ask({ functions: source }, isGivenUp)) : undefined;

/** Asks the thread aside what an edit is in syntax; undefined where it is to be read here. */
export const askForChange = async (edit: SourceEdit, isGivenUp: IsGivenUp): Promise<Told<SyntaxChange> | undefined> =>
  aside === undefined ? undefined : parse(await aside.ask({ change: edit }, isGivenUp));
