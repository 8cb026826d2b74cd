import { initPolicy, listShipped, need, story, type ShippedPolicy } from '#app';
import type { Machine } from '#repo';
import { sayLine } from '../complain.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { defaultPolicy } from '../usage/init.ts';

const offer = (others: readonly ShippedPolicy[]): string =>
  others.length === 0
    ? ''
    : `Other policies to start from, with --policy NAME:\n${others.map(({ purpose }) => `  ${purpose}\n`).join('')}`;

export const init = (terminal: Terminal, machine: Machine, named: string | undefined) =>
  story<ExitCode>(async function* () {
    const name = named ?? defaultPolicy;
    const written = yield* need(initPolicy(machine.repository, machine.shelf, name));
    terminal.out(`${written}\n`);
    sayLine(terminal, `Wrote ${written} from the policy ${name}. Read it, change what does not fit, and commit it.`);
    const shipped = await listShipped(machine.shelf);
    if (named === undefined) terminal.say(offer(shipped.filter((policy) => policy.name !== name)));
    return 0;
  });
