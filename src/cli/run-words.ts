import { counted, grouped, type RunPatch, type RunRecord } from '#core';

const writtenIn = (patches: readonly RunPatch[]): readonly RunPatch[] =>
  patches.filter(({ state }) => state === 'written');

/** How a run went, when it is over. */
export const tellRun = ({ record }: { readonly record: RunRecord }): string => {
  const { end, use, patches, meters, thread } = record;
  const declined = patches.filter(({ state }) => state === 'declined').length;
  const lines = [
    `${end?.how ?? 'failed'}: ${end?.message ?? ''}`,
    `${counted(writtenIn(patches).length, 'patch', 'patches')} written, ${declined} declined; ${counted(use.steps, 'step')}, ${counted(use['tool-calls'], 'tool call')}, ${counted(use.tokens, 'token')}.`,
    ...meters.map(({ id, used, limit }) => `${id}: ${grouped(used)} of ${grouped(limit)}`),
    ...(end?.unaccounted ?? []).map((path) => `unaccounted: ${path} was changed, and no accepted patch explains it.`),
    ...(thread === undefined ? [] : [`Go on with it: codex-governor run --resume ${thread}`]),
  ];
  return `${lines.join('\n')}\n`;
};
