import {
  agentsPath,
  codexRulesPath,
  placeAgentsSection,
  workflowPath,
  writeCodexRules,
  type Origin,
  type Policy,
  type Result,
} from '#core';
import type { Failure } from '../failure.ts';
import { installCi } from '../install/install-ci.ts';
import { installPreCommit } from '../install/install-pre-commit.ts';
import { readFreeze, tellFreeze, tellThaw } from '../law/kill-switch.ts';
import { workingTree } from '../law/law-place.ts';
import { readLaw } from '../law/law.ts';
import { need, story } from '../story.ts';
import type { Diagnosis, DoctorPorts, KnownHooks, Wiring } from './diagnosis.ts';
import { lookAtEngine } from './look-at-engine.ts';
import { lookAtHooks } from './look-at-hooks.ts';

type Told = Omit<Diagnosis, 'id'>;

const as = (id: Wiring, told: Told): Diagnosis => ({ id, ...told });

const nothing = { installed: false, trusted: null, live: null, proven: null } as const;

/** Codex itself, where the kill switch is on: whether it is there does not matter then. */
const whileFrozen = (told: Told, freeze: Origin): Told => ({
  ...told,
  live: false,
  says: `${told.says} It is frozen in this repository (${tellFreeze(freeze)}): no task and no run starts.`,
  remedy: tellThaw(freeze).replaceAll('`', ''),
});

const ofCodex = (known: Result<KnownHooks, Failure>): Told => {
  if (known.ok)
    return {
      ...nothing,
      installed: true,
      live: true,
      says: `Codex ${known.value.version} answers, and is one that is known.`,
    };
  const { reason, message, remedy } = known.error;
  const isThere = reason !== 'no-agent' && reason !== 'agent-consent';
  return {
    ...nothing,
    installed: isThere,
    live: isThere ? false : null,
    says: message,
    ...(remedy === undefined ? {} : { remedy }),
  };
};

const rewrite = 'Write it anew with: codex-governor install hooks';

const lookAtRules = ({ hooks, hash }: DoctorPorts, policy: Policy | undefined): Promise<Result<Told, Failure>> =>
  story(async function* () {
    const found = yield* need(hooks.look(codexRulesPath));
    const wanted = policy === undefined ? undefined : writeCodexRules(policy, hash);
    if (found === undefined && wanted === undefined)
      return { ...nothing, says: 'The policy forbids no command in every mode, so Codex needs no rule.' };
    if (found === undefined) return { ...nothing, says: `There is no ${codexRulesPath}.`, remedy: rewrite };
    return found.text === wanted
      ? {
          ...nothing,
          installed: true,
          says: 'They are those of the policy. Codex reads them where the folder is trusted.',
        }
      : { ...nothing, live: false, says: `${codexRulesPath} is not what the policy says now.`, remedy: rewrite };
  });

const lookAtAgents = ({ hooks, hash }: DoctorPorts, policy: Policy | undefined): Promise<Result<Told, Failure>> =>
  story(async function* () {
    const found = yield* need(hooks.look(agentsPath));
    if (found?.text.includes('<!-- codex-governor') !== true)
      return {
        ...nothing,
        says: `${agentsPath} has no section of ours.`,
        remedy: 'Write it with: codex-governor install agents',
      };
    const wanted = policy === undefined ? undefined : placeAgentsSection(found.text, policy, hash);
    if (wanted?.ok !== true || wanted.value !== found.text)
      return {
        ...nothing,
        live: false,
        says: `Our section of ${agentsPath} was edited, or is not what the policy says now.`,
        remedy: 'Remove it, and write it anew with: codex-governor install agents',
      };
    const override = yield* need(hooks.look('AGENTS.override.md'));
    return override === undefined
      ? { ...nothing, installed: true, live: true, says: 'Codex reads it at the start of each session.' }
      : {
          ...nothing,
          installed: true,
          live: false,
          says: `Codex reads AGENTS.override.md in the place of ${agentsPath}.`,
          remedy: 'Move what it says into AGENTS.md, or put the section there by hand.',
        };
  });

const lookAtCommits = async ({ hooks }: DoctorPorts): Promise<Told> => {
  const installed = await installPreCommit(hooks, true);
  const remedy = 'Have every commit judged with: codex-governor install pre-commit';
  if (!installed.ok) return { ...nothing, says: installed.error.message, remedy: installed.error.remedy ?? remedy };
  const { before, after, path, isLive } = installed.value;
  if (before !== after) return { ...nothing, says: 'Commits are not judged here.', remedy };
  return isLive
    ? { ...nothing, installed: true, live: true, says: `Git runs it at every commit: ${path}.` }
    : {
        ...nothing,
        installed: true,
        live: false,
        says: `It stands in ${path}, but what starts it, or what it runs, is not set up.`,
        remedy: 'Run npm install, and what sets up the hooks (husky, lefthook install, pre-commit install).',
      };
};

const lookAtCi = ({ repository }: DoctorPorts): Promise<Result<Told, Failure>> =>
  story(async function* () {
    const { isThere } = yield* need(installCi(repository, true));
    return isThere
      ? {
          ...nothing,
          installed: true,
          says: 'The workflow is there. Whether the platform runs it, and demands it, is not told here.',
        }
      : {
          ...nothing,
          says: `There is no ${workflowPath} as we write it; another one may do the same.`,
          remedy: 'Have every pull request judged with: codex-governor install ci',
        };
  });

const lookAtJournal = async ({ journal }: DoctorPorts): Promise<Told> => {
  const verified = await journal.verify();
  if (!verified.ok) return { ...nothing, installed: true, live: false, says: verified.error.message };
  const { entries, breaks } = verified.value;
  // What a kill has left of a line is nobody's doing.
  const broken = breaks.filter(({ torn }) => torn !== true);
  if (broken.length > 0)
    return {
      ...nothing,
      installed: true,
      live: false,
      proven: false,
      says: `Its chain is broken in ${broken.length === 1 ? 'one place' : `${broken.length} places`}.`,
      remedy: 'See where with: codex-governor task journal',
    };
  if (entries === 0) return { ...nothing, says: 'Nothing has been written to it yet.' };
  return {
    ...nothing,
    installed: true,
    live: true,
    proven: true,
    says: `Its chain holds, over ${entries} entries.`,
  };
};

/** Looks at all of the wiring of a repository. Tells no more than was seen; starts nothing but what its ports start. */
export const diagnose = (ports: DoctorPorts, root: string): Promise<Result<readonly Diagnosis[], Failure>> =>
  story(async function* () {
    const known = await ports.askForHooks();
    const law = await readLaw(ports.shelf, workingTree(ports.repository));
    const policy = law.ok ? law.value.policy : undefined;
    const freeze = policy === undefined ? undefined : yield* need(readFreeze(ports, { policy }));
    const codex = ofCodex(known);
    return [
      as('codex', freeze === undefined ? codex : whileFrozen(codex, freeze)),
      yield* need(lookAtHooks(ports, root, known, policy)),
      await lookAtEngine(ports),
      as('rules', yield* need(lookAtRules(ports, policy))),
      as('agents', yield* need(lookAtAgents(ports, policy))),
      as('pre-commit', await lookAtCommits(ports)),
      as('ci', yield* need(lookAtCi(ports))),
      as('journal', await lookAtJournal(ports)),
    ];
  });
