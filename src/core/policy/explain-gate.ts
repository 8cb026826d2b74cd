import { tellNumber } from '../gates/conclude.ts';
import { unitOf, type Gate, type GateDemand } from '../gates/gate.ts';
import { code } from '../markdown/write.ts';
import { listNames } from '../wording.ts';
import type { Explanation } from './explanation.ts';
import type { Policy } from './policy.ts';

const tellDemand = (gate: Gate, { measure, atLeast, atMost }: GateDemand): string => {
  const unit = unitOf(gate, measure);
  const bounds = [
    ...(atLeast === undefined ? [] : [`at least ${tellNumber(atLeast)}${unit}`]),
    ...(atMost === undefined ? [] : [`at most ${tellNumber(atMost)}${unit}`]),
  ];
  return `${code(measure)} has to be ${bounds.join(' and ')}.`;
};

const tellNeed = ({ moment, in: places, except, modes }: Gate): string => {
  if (moment === 'nightly') return 'It is run apart from changes.';
  const where = places.length === 0 ? 'Every change needs it' : `A change in ${listNames(places, 'or')} needs it`;
  return [
    where,
    except.length === 0 ? '' : `, not in ${listNames(except, 'or')}`,
    modes.length === 0 ? '.' : `, in ${modes.length === 1 ? 'the mode' : 'the modes'} ${listNames(modes, 'and')}.`,
  ].join('');
};

/** What a gate is, in the form in which rules are explained. */
export const explainGate = ({ origins }: Policy, gate: Gate): Explanation => ({
  id: gate.id,
  kind: 'gate',
  title: gate.title,
  about:
    'Runs its commands on the tree as it is and reads their results. It is green when every command ended with exit code 0, ' +
    'every result could be read, no test failed, at least one ran, and its numbers are what it demands. It is stale once a file changes.',
  in: gate.in,
  except: gate.except,
  modes: gate.modes,
  options: {
    moment: gate.moment,
    commands: gate.commands,
    reads: gate.reads,
    demands: gate.demands,
    breaks: gate.breaks,
  },
  remedy: `Run it with \`codex-governor gate run ${gate.id}\`, and mend what it names.`,
  demands: [
    {
      says: [
        `Runs ${listNames(
          gate.commands.map(({ run }) => run),
          'and',
        )}.`,
        tellNeed(gate),
        ...gate.demands.map((demand) => tellDemand(gate, demand)),
      ].join(' '),
      level: 'block',
      because: gate.because,
      origins: origins.get(`gates.${gate.id}`) ?? [],
    },
  ],
});
