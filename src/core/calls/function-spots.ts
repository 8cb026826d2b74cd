import type { ChangedFile, Scene } from '../rule-kind.ts';
import type { Side, Spot } from '../spots.ts';
import type { Facts, FunctionFact } from '../syntax/facts.ts';

/*
 * What a function lacks is a debt of that function: it keeps it when it is moved, and when it gets another name.
 */

/** What a function does, whatever it is called: all that it reads, calls and writes. */
const deedsOf = ({ uses }: Facts, index: number): string =>
  uses.flatMap((use) => (use.in === index ? `${use.how} ${use.written}` : [])).join('\n');

const namedOnlyIn = (one: Facts, other: Facts): readonly (readonly [FunctionFact, string])[] => {
  const names = new Set(other.functions.map(({ name }) => name));
  return one.functions.flatMap((fact, index) => (names.has(fact.name) ? [] : [[fact, deedsOf(one, index)] as const]));
};

/** New name → name at the base, of the functions of a file that got another name and nothing else. */
const renamedIn = ({ facts, factsBefore }: ChangedFile): ReadonlyMap<string, string> => {
  if (facts === undefined || factsBefore === undefined) return new Map();
  const gone = new Map(namedOnlyIn(factsBefore, facts).map(([{ name }, deeds]) => [deeds, name]));
  const renamed = namedOnlyIn(facts, factsBefore).flatMap(([{ name }, deeds]) => {
    const old = deeds === '' ? undefined : gone.get(deeds);
    return old === undefined ? [] : [[name, old] as const];
  });
  return new Map(renamed);
};

/** Makes the spot of a function that lacks something. */
export const functionSpots = ({ files, around }: Pick<Scene<unknown>, 'files' | 'around'>) => {
  const renamed = new Map(files.map((file) => [file, renamedIn(file)]));
  return ({ file, tree }: Side, { name, place }: FunctionFact, message: string, lack: string): Spot => {
    const old = tree === around.after ? renamed.get(file)?.get(name) : undefined;
    return {
      place: { line: place.line, column: place.column },
      message,
      symbol: name,
      text: `${old ?? name}: ${lack}`,
    };
  };
};
