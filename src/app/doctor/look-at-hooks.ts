import { codexHookCommand, codexHookNames, codexHooksPath, findCodexHooks, type Policy, type Result } from '#core';
import type { Failure } from '../failure.ts';
import { need, story } from '../story.ts';
import type { Diagnosis, DoctorPorts, KnownHook, KnownHooks } from './diagnosis.ts';

const programFile = 'node_modules/.bin/codex-governor';

const absent: Diagnosis = {
  id: 'hooks',
  installed: false,
  trusted: null,
  live: null,
  proven: null,
  says: 'A Codex that is started outside of a governed run asks nobody here.',
  remedy: 'Write its hooks with: codex-governor install hooks',
};

const ours = ({ hooks }: KnownHooks): readonly (KnownHook | undefined)[] =>
  codexHookNames.map((name) => hooks.find(({ command }) => command === codexHookCommand(name)));

type Trust = Pick<Diagnosis, 'trusted' | 'says' | 'remedy'> & { readonly isEnabled: boolean };

const toTrust = 'Start codex in this folder, trust the folder, and review and trust its hooks.';

/** What Codex says of our hooks, all five together. */
const trustIn = (known: KnownHooks): Trust => {
  const own = ours(known);
  const untrusted = { trusted: false, isEnabled: false, remedy: toTrust } as const;
  if (own.includes(undefined))
    return { ...untrusted, says: 'Codex does not know them: it has not been told to trust this folder.' };
  if (own.some((hook) => hook?.trust === 'modified'))
    return { ...untrusted, says: 'They have changed since they were trusted, so Codex skips them.' };
  if (own.some((hook) => hook?.trust === 'untrusted'))
    return { ...untrusted, says: 'Nobody has trusted them here, so Codex skips them.' };
  return own.every((hook) => hook?.isEnabled === true)
    ? { trusted: true, isEnabled: true, says: 'Codex runs them.' }
    : {
        trusted: true,
        isEnabled: false,
        says: 'They are switched off, so Codex skips them.',
        remedy: 'Switch them on again in codex, under its hooks.',
      };
};

// Nothing may be written there, whatever the policy says: so the only right answer is a no.
const forbidden = '*** Begin Patch\n*** Add File: .git/codex-governor-probe\n+probe\n*** End Patch';

/** `without-task`: they do, and without a task they refuse all else as well, as the policy asks for a mode. */
type Proof = boolean | 'without-task';

const tryOut = async (
  { tryHook }: DoctorPorts,
  root: string,
  policy: Policy | undefined,
): Promise<Proof | undefined> => {
  if (tryHook === undefined) return undefined;
  const said = {
    session_id: 'codex-governor-doctor',
    cwd: root,
    hook_event_name: 'PreToolUse',
    tool_name: 'apply_patch',
    tool_use_id: 'probe',
    tool_input: { command: forbidden },
  };
  const put = async (mode?: string): Promise<'refused' | 'untold' | 'let-through'> => {
    const { code, out } = await tryHook(codexHookCommand('PreToolUse'), JSON.stringify(said), mode);
    if (code === 2) return 'untold';
    const isRefused = code === 0 && out.includes('"permissionDecision":"deny"') && out.includes('patch.place');
    return isRefused ? 'refused' : 'let-through';
  };
  const first = await put();
  const [mode] = policy?.modeRequired === true ? policy.modes : [];
  if (first !== 'untold' || mode === undefined) return first === 'refused';
  // Where nobody has started a task, whatever is asked is refused: in a mode they show whether they can tell.
  return (await put(mode.id)) === 'refused' && 'without-task';
};

const proofs: Record<'true' | 'without-task', string> = {
  true: 'Tried out, they refuse what must not be.',
  'without-task':
    'Tried out in a mode, they refuse what must not be. Without a task they refuse everything, as the policy asks for a mode.',
};

const withProof = (diagnosis: Diagnosis, proof: Proof | undefined): Diagnosis => {
  if (proof === undefined) return diagnosis;
  return proof !== false
    ? { ...diagnosis, proven: true, says: `${diagnosis.says} ${proofs[`${proof}`]}` }
    : {
        ...diagnosis,
        proven: false,
        live: false,
        says: 'Tried out, they do not refuse what must not be.',
        remedy: 'See what `codex-governor hook` says: the policy may have errors, or the repository none.',
      };
};

/** What is wrong with the file of hooks; undefined where ours stand in it as we would write them. */
const lookInFile = (text: string | undefined): Diagnosis | undefined => {
  const states = text === undefined ? undefined : findCodexHooks(text);
  if (states === undefined || Object.values(states).every((state) => state === 'missing')) return absent;
  const wrong = codexHookNames.filter((name) => states[name] !== 'whole');
  return wrong.length === 0
    ? undefined
    : {
        ...absent,
        live: false,
        says: `In ${codexHooksPath} our entry for ${wrong.join(' and ')} is missing, was edited, or is of another version.`,
        remedy: 'Remove our entries there, and write them anew with: codex-governor install hooks',
      };
};

const here = { id: 'hooks', installed: true, proven: null } as const;

const withoutProgram = (trusted: boolean | null): Diagnosis => ({
  ...here,
  trusted,
  live: false,
  says: `What they run is gone: there is no ${programFile}, nor codex-governor on the PATH. Where Codex runs them, it is refused everything.`,
  remedy: 'Run npm install; where package.json does not name codex-governor yet, add its npm package first.',
});

/** What Codex makes of hooks that stand in their file. */
const lookAtTrust = (known: Result<KnownHooks, Failure>, isThere: boolean): Diagnosis => {
  if (!known.ok)
    return isThere
      ? { ...here, trusted: null, live: null, says: 'Whether Codex runs them could not be asked.' }
      : withoutProgram(null);
  const { isEnabled, ...told } = trustIn(known.value);
  return isThere ? { ...here, ...told, live: told.trusted === true && isEnabled } : withoutProgram(told.trusted);
};

/** Looks at the hooks of Codex: what stands in the file, what Codex makes of it, and whether what they run is there. */
export const lookAtHooks = (
  ports: DoctorPorts,
  root: string,
  known: Result<KnownHooks, Failure>,
  policy: Policy | undefined,
): Promise<Result<Diagnosis, Failure>> =>
  story(async function* () {
    const file = yield* need(ports.hooks.look(codexHooksPath));
    const wrong = lookInFile(file?.text);
    if (wrong !== undefined) return wrong;
    const program = yield* need(ports.hooks.look(programFile));
    const isThere = program?.isExecutable === true || ports.isOnPath;
    const diagnosis = lookAtTrust(known, isThere);
    return diagnosis.live === true ? withProof(diagnosis, await tryOut(ports, root, policy)) : diagnosis;
  });
