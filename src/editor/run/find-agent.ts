import type { Agent, Failure } from '#app';
import { findCodex, openCodex, type CodexOptions, type CodexPlaces, type FoundCodex } from '#codex';
import { failure, success, type Result } from '#core';
import * as vscode from 'vscode';
import { readSetting } from '../settings.ts';

export interface AgentPlace {
  /** In the machine's own spelling. */
  readonly root: string;
  /** Of this workspace: it remembers that a Codex of the repository may be run. */
  readonly memory: vscode.Memento;
  /** Of the extension. */
  readonly version: string;
  /** Our own programs, as Codex starts them. */
  readonly programs?: Pick<CodexOptions, 'tools' | 'commands'>;
}

const consentKey = 'codexGovernor.codex.ofRepository';

const agreedRoots = ({ memory }: AgentPlace): readonly string[] => memory.get<readonly string[]>(consentKey, []);

const run = 'Run It';

/** Asks once for each repository whether a Codex out of its own packages may be run: it is a program of that repository. */
const askConsent = async (place: AgentPlace, { message }: Failure): Promise<boolean> => {
  const detail = `${message}\n\nIt runs with your rights. This is asked once for this repository.`;
  const question = 'Run the Codex of this repository?';
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, run);
  if (chosen !== run) return false;
  await place.memory.update(consentKey, [...agreedRoots(place), place.root]);
  return true;
};

const placesOf = ({ root }: AgentPlace, isAllowed: boolean): CodexPlaces => ({
  chosen: readSetting('codexGovernor.codex.path', vscode.Uri.file(root)),
  path: process.env['PATH'] ?? '',
  workspace: { root, isAllowed },
  platform: process.platform,
});

const cancelled: Failure = { reason: 'cancelled', message: 'Codex was not started.' };

/** The Codex that may be run; a person who has not agreed to one of the repository is not asked. Fails as `findCodex` does. */
export const locateAgent = (place: AgentPlace): Promise<Result<FoundCodex, Failure>> =>
  findCodex(placesOf(place, agreedRoots(place).includes(place.root)));

/**
 * The Codex to run: the one that is set, the one on the PATH, the one of the repository where the person agrees. Fails with
 * `no-agent`, and with `cancelled` where they do not.
 */
export const findAgent = async (place: AgentPlace): Promise<Result<Agent, Failure>> => {
  const known = await locateAgent(place);
  if (!known.ok && known.error.reason === 'agent-consent') {
    if (!(await askConsent(place, known.error))) return failure(cancelled);
    return findAgent(place);
  }
  if (!known.ok) return known;
  const { program } = known.value;
  const { version, programs } = place;
  return success(openCodex({ program, environment: process.env, version, ...programs }));
};
