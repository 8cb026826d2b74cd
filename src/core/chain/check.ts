import { byPlace } from '../order.ts';
import { namesOf, type Remark } from '../policy/check-names.ts';
import { checkHeld } from '../policy/check.ts';
import type { Policy, Problem } from '../policy/policy.ts';
import { placeFault } from '../policy/read.ts';
import { heldIn, knownShape, type PolicyPath } from '../policy/shape.ts';
import { checkCommandLine, unknownName } from '../work-document/check.ts';
import { chainDocument, type ChainDocument, type SliceDocument } from './document.ts';
import type { ChainFile } from './read.ts';

const ofSlice = (slice: SliceDocument, at: PolicyPath, gates: readonly string[]): readonly Remark[] => [
  ...slice.verify.flatMap((check, index) =>
    'gate' in check
      ? unknownName([...at, 'verify', index, 'gate'], 'gate in the policy called', check.gate, gates)
      : checkCommandLine(check, [...at, 'verify', index]),
  ),
  ...slice.stop.flatMap(({ gate }, index) =>
    gate === undefined ? [] : unknownName([...at, 'stop', index, 'gate'], 'gate in the policy called', gate, gates),
  ),
  ...(slice.decisions ?? []).flatMap(({ on }, index) =>
    unknownName(
      [...at, 'decisions', index, 'on'],
      'stop condition of this slice called',
      on,
      slice.stop.map(({ id }) => id),
    ),
  ),
];

const ofRegistries = ({ registries = {}, slices }: ChainDocument): readonly Remark[] => {
  const known = Object.keys(registries);
  const named = slices.flatMap((slice, index) =>
    (['evaluations', 'evidence'] as const).flatMap((key) =>
      slice[key] === undefined ? [] : unknownName(['slices', index, key], 'registry in this chain called', key, known),
    ),
  );
  const referred = Object.entries(registries).flatMap(([name, { refers = {} }]) =>
    Object.entries(refers).flatMap(([key, of]) =>
      unknownName(['registries', name, 'refers', key], 'registry in this chain called', of, known),
    ),
  );
  return [...referred, ...named];
};

/** What is wrong with a chain beyond its form: names that nothing has, commands that could not be run. */
export const checkChainFile = (file: ChainFile, policy: Policy): readonly Problem[] => {
  const { chain, path: source, placeOf } = file;
  if (chain === undefined) return file.problems;
  const names = namesOf(policy, []);
  const gates = policy.gates.map(({ id }) => id);
  const remarks = [
    ...heldIn(knownShape(chainDocument), chain).flatMap((held) => checkHeld(held, names, undefined, () => true)),
    ...chain.slices.flatMap((slice, index) => ofSlice(slice, ['slices', index], gates)),
    ...ofRegistries(chain),
  ];
  return remarks.map((remark) => placeFault({ source, placeOf }, remark, remark.severity)).sort(byPlace);
};
