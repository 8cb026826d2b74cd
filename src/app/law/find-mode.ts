import { failure, nearestWord, success, type Mode, type Policy, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import { tellUnknown } from '../tell-unknown.ts';

/** `Known modes: fix, tests.`, or how to get the first one. */
export const listModes = ({ modes }: Policy): string =>
  modes.length === 0 ? 'It has none: add one under `modes:`.' : `Known modes: ${modes.map(({ id }) => id).join(', ')}.`;

const offerMode = (id: string, policy: Policy): string => {
  const nearest = nearestWord(
    id,
    policy.modes.map((mode) => mode.id),
  );
  return `${nearest === undefined ? '' : `Did you mean ${nearest}? `}${listModes(policy)}`;
};

/** The mode of that id, or who may be meant. */
export const findMode = (policy: Policy, id: string): Result<Mode, Failure> => {
  const mode = policy.modes.find((mode) => mode.id === id);
  if (mode !== undefined) return success(mode);
  return failure(fail('unknown-mode', tellUnknown('mode', id), offerMode(id, policy)));
};
