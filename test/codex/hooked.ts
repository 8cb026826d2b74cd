// A repository whose Codex asks our command line by its hooks.
import { ok } from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addCodexHooks } from '#core';
import { bundle } from '../cli/command-line.ts';
import { openGoverned, policy, rules, type GovernedLab } from './governed.ts';
import type { LabWishes } from './lab.ts';

/** What the person has in the home of Codex. */
export const mine = { 'hooks.json': '{ "hooks": {} }\n', 'rules/mine.rules': '# Mine.\n' };

interface HookedWishes extends Pick<LabWishes, 'commands'> {
  /** Lines of its policy, in the place of rules. */
  readonly more?: readonly string[];
}

/** A lab as a repository is once somebody has installed the hooks, and the command line. */
export const openHooked = async ({ more = rules, ...wishes }: HookedWishes = {}): Promise<GovernedLab> => {
  const wired = addCodexHooks(undefined);
  ok(wired.ok);
  const files = { '.gitignore': 'node_modules\n', '.codex/hooks.json': wired.value };
  const lab = await openGoverned({ policy: policy(more), home: mine, files, ...wishes });
  const bin = join(lab.root, 'node_modules', '.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'codex-governor'), `#!/bin/sh\nexec "${process.execPath}" "${bundle}" "$@"\n`);
  chmodSync(join(bin, 'codex-governor'), 0o755);
  return lab;
};
