import { initPolicy, listShipped } from '#app';
import type { Command } from 'commander';
import type { ExitCode } from '../terminal.ts';
import type { Visit } from '../visit.ts';

const defaultPolicy = 'starter';

const init = async (visit: Visit, name: string | undefined): Promise<ExitCode> => {
  const machine = await visit.open();
  if (machine === undefined) return 2;
  const written = await initPolicy(machine.repository, machine.shelf, name ?? defaultPolicy);
  if (!written.ok) return visit.complain(written.error);
  visit.terminal.out(`${written.value}\n`);
  const others = (await listShipped(machine.shelf)).filter((policy) => policy.name !== (name ?? defaultPolicy));
  visit.terminal.say(
    `Wrote ${written.value} from the policy ${name ?? defaultPolicy}. Read it, adapt it, commit it.\n`,
  );
  if (name === undefined && others.length > 0)
    visit.terminal.say(`Others are there for --policy: ${others.map((policy) => policy.name).join(', ')}.\n`);
  return 0;
};

export const addInit = (program: Command, visit: Visit, end: (code: ExitCode) => void): void => {
  program
    .command('init')
    .description('write .codex/governance.yaml from a policy we ship; never overwrites')
    .option('--policy <name>', `the policy to start from; default: ${defaultPolicy}`)
    .action(async ({ policy }: { policy?: string }) => end(await init(visit, policy)));
};
