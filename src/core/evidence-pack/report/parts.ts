import { stateWords } from '../../gates/gate-words.ts';
import type { GateState } from '../../gates/gate-state.ts';
import type { PackCheck } from '../parts.ts';
import type { Inline } from './page.ts';

export const tellState = (state: GateState): string => stateWords[state];

/** A link to the evidence of a gate. */
export const toEvidence = (id: string | null): readonly Inline[] =>
  id === null ? ['none'] : [{ link: id, page: 'COMPLIANCE', heading: id }];

export const findingHead = ['Level', 'Where', 'What', 'Why', 'Rule', 'Id'] as const;

/** A finding as the cells of a row. */
export const rowOfFinding = ({
  level,
  waiver,
  path,
  line,
  message,
  because,
  rule,
  id,
}: PackCheck['findings'][number]): readonly (readonly Inline[])[] => [
  [waiver === undefined ? level : 'waived'],
  [path === '' ? 'the whole change' : { code: `${path}:${line}` }],
  [message],
  [because],
  [{ code: rule }],
  [{ code: id }],
];
