import { counted, grouped, tellLimit, type RunEvent, type RunPatch, type RunRecord } from '#core';

type Told<Kind extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: Kind }>;

const filesOf = ({ files }: Pick<RunPatch, 'files'>): string =>
  files.map(({ path, to }) => (to === undefined ? path : `${path} → ${to}`)).join(', ');

const judged = ({ patch }: Told<'patch-judged'>): readonly string[] => {
  const head = `patch   ${patch.verdict.padEnd(5)}  ${filesOf(patch)}`;
  const why = patch.fault === undefined ? [] : [`        ${patch.fault}`];
  return [head, ...why, ...patch.findings.map(({ rule, message }) => `        ${rule}: ${message}`)];
};

const command = ({ command: { command, state, exitCode } }: Told<'command'>): readonly string[] => {
  if (state === 'running') return [];
  return [`command ${exitCode === undefined ? state : `exit ${exitCode}`}  ${command}`];
};

/** What a person reads of an event while a run goes on; some say nothing. */
export const tellEvent = (event: RunEvent): readonly string[] => {
  switch (event.kind) {
    case 'started': {
      const limits = Object.entries(event.limits).map(([measure, limit]) =>
        tellLimit({ measure: measure as keyof typeof event.limits, limit }),
      );
      return [`Codex ${event.version} works in thread ${event.thread}, at most ${limits.join(', ')}.`];
    }
    case 'handed':
      return [`Handed over ${counted(event.items.length, 'document')}, ${grouped(event.sent)} bytes.`];
    case 'said':
      return event.why === 'correction'
        ? ['Codex says that it is done; it was told what the policy still blocks.']
        : [];
    case 'message':
      return event.text.split('\n').map((line) => `codex   ${line}`);
    case 'patch-judged':
      return judged(event);
    case 'patch-ended':
      return event.state === 'failed' ? ['        It could not be written.'] : [];
    case 'command':
      return command(event);
    case 'refused':
      return [`refused ${event.what} ${event.why}`];
    case 'note':
      return [`note    ${event.text}`];
    case 'plan':
    case 'patch-decided':
    case 'used':
    case 'ended':
      return [];
  }
};

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
