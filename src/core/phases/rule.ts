import type { Rule } from '../rule-kind.ts';
import type { Artefact, GovernedCode, Phase, Process } from './phase.ts';
import { present } from '../present.ts';

/** What a phase is called in findings: `phase 4, Verification`. */
const namePhase = ({ title }: Phase, index: number): string => `phase ${index + 1}, ${title}`;

const saysOf = ({ section, names, pattern }: NonNullable<Artefact['says']>) => ({
  ...present('section', section),
  ...present('names', names),
  ...present('pattern', pattern),
});

/** What an artefact asks of its file, as a step of the rule kind `first-then`. */
export const stepOf = ({ path, status, says, holds }: Artefact, of: string) => ({
  path,
  of,
  ...present('status', status === undefined ? undefined : { at: status.at, is: [...status.is] }),
  ...present('says', says === undefined ? undefined : saysOf(says)),
  ...present(
    'has',
    holds.length === 0
      ? undefined
      : holds.map(({ at, names, matches, inWords }) => ({
          at,
          ...present('names', names),
          ...present('matches', matches),
          ...present('in-words', inWords),
        })),
  ),
});

const ruleOf = (
  { phases, code, trivial, modes, level, because }: Process,
  { when, except, after, rule }: GovernedCode,
): Rule => ({
  id: rule,
  kind: 'first-then',
  in: [],
  except,
  modes,
  with: {
    when,
    first: phases
      .slice(0, after)
      .flatMap((phase, index) => phase.artefacts.map((artefact) => stepOf(artefact, namePhase(phase, index)))),
    ...present(
      'unless-trivial',
      trivial === undefined
        ? undefined
        : {
            ...trivial,
            never: [...trivial.never],
            code: code.map((one) => ({ when: one.when, except: [...one.except] })),
          },
    ),
  },
  level,
  because,
});

/** The rules that an order of work becomes: one for each phase that code waits for. Every surface asks them. */
export const rulesOfProcess = (process: Process): readonly Rule[] => process.code.map((code) => ruleOf(process, code));

/** The id of the rule that holds code back until a phase is complete. */
export const ruleOfPhase = (process: string, after: number): string => `${process}.phase-${after}`;
