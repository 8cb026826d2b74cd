import { counted, grouped, type RunPatch } from '#core';
import type { LookedOver } from './put-back.ts';

const writtenIn = (patches: readonly RunPatch[]): readonly RunPatch[] =>
  patches.filter(({ state }) => state === 'written');

/** How a run went, when it is over, and what the change of the task uses now. */
export const tellRun = ({
  record,
  judgement,
  putBack,
}: Pick<LookedOver, 'record' | 'judgement' | 'putBack'>): string => {
  const { end, use, patches, thread } = record;
  const { meters } = judgement ?? record;
  const declined = patches.filter(({ state }) => state === 'declined').length;
  const lines = [
    `${end?.how ?? 'failed'}: ${end?.message ?? ''}`,
    `${counted(writtenIn(patches).length, 'patch', 'patches')} written, ${declined} declined; ${counted(use.steps, 'step')}, ${counted(use['tool-calls'], 'tool call')}, ${counted(use.tokens, 'token')}.`,
    ...meters.map(({ id, used, limit }) => `${id}: ${grouped(used)} of ${grouped(limit)}`),
    ...(end?.unaccounted ?? []).map((path) =>
      putBack.includes(path)
        ? `put back: ${path} was changed, and no accepted patch explained it.`
        : `unaccounted: ${path} was changed, and no accepted patch explains it.`,
    ),
    ...(thread === undefined ? [] : [`Go on with it: codex-governor run --resume ${thread}`]),
  ];
  return `${lines.join('\n')}\n`;
};
