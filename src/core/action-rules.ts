import type { Level } from './level.ts';
import { patchRules } from './patch/step.ts';

/** The rules that commands are held to. */
export const commandRules = { mode: 'commands.mode', write: 'commands.write', unread: 'commands.unread' } as const;

/** The rule that tools of servers are held to. */
export const toolRule = 'tools.unjudged';

/** What a finding about an action means that no policy's rule makes. */
export interface ActionRule {
  readonly title: string;
  /** What it demands, in one sentence. */
  readonly says: string;
  readonly level: Level;
  readonly because: string;
  readonly remedy: string;
}

const patches: Readonly<Record<string, ActionRule>> = {
  [patchRules.unreadable]: {
    title: 'Patch that cannot be read',
    says: 'A patch is written as Codex reads patches, or as a unified diff that fits together.',
    level: 'block',
    because: 'What cannot be read cannot be judged, and not knowing is no pass.',
    remedy: 'Make the patch anew, by the grammar of `*** Begin Patch`.',
  },
  [patchRules.place]: {
    title: 'Patch in a place it may not write',
    says: 'A patch writes regular files of the repository, by their own names: nothing outside of it, through links, or of git.',
    level: 'block',
    because: 'What lies outside of the repository is no part of a change that can be reviewed.',
    remedy: 'Name the file itself, from the root of the repository.',
  },
  [patchRules.stale]: {
    title: 'Patch of another text',
    says: 'A patch fits the files as they stand when it is judged, with all patches that were accepted before.',
    level: 'block',
    because: 'A patch that was made of another text would leave one that nobody has judged.',
    remedy: 'Read the file again, and make the patch from what it says now.',
  },
  [patchRules.text]: {
    title: 'Patch of what is no text',
    says: 'A patch edits texts; what is binary or too large to read is left to people.',
    level: 'block',
    because: 'What cannot be read cannot be judged, and not knowing is no pass.',
    remedy: 'Leave the file as it is, and tell the person what has to become of it.',
  },
};

const commands: Readonly<Record<string, ActionRule>> = {
  [commandRules.mode]: {
    title: 'Commands of the mode',
    says: 'Every program that a line starts is one that the mode lists, and none that it forbids.',
    level: 'block',
    because: 'A mode says what may run in it, and a line counts with everything that it starts.',
    remedy: 'Do without the command, use one that the mode lists, or ask the person to run it.',
  },
  [commandRules.write]: {
    title: 'File written by a command',
    says: 'No line writes a file by redirection, except below a folder for temporary files.',
    level: 'block',
    because: 'What a command writes is on disk before anybody has judged it.',
    remedy: 'Write files by a patch; send output that nobody needs to /dev/null.',
  },
  [commandRules.unread]: {
    title: 'Command that cannot be read',
    says: 'A line is plain enough to tell what it starts. Where the mode limits no command, this only warns.',
    level: 'block',
    because: 'What cannot be read cannot be judged, and not knowing is no pass.',
    remedy: 'Write the commands out, one by one, with their words as they are.',
  },
};

const tools: Readonly<Record<string, ActionRule>> = {
  [toolRule]: {
    title: 'Tool that cannot be judged',
    says: 'A tool of a server reads only, by its name, or the mode lists that name among its commands. Without a mode, this only warns.',
    level: 'block',
    because: 'What a tool does is nowhere written down, and not knowing is no pass.',
    remedy: 'Do without the tool, change files by a patch, or ask the person to use it.',
  },
};

/** The rule of a secret in a prompt. */
export const promptSecret = 'prompt.secret';

/** The rule of a complaint about a goal. */
export const promptRule = (complaint: string): string => `prompt.${complaint}`;

const complaints: Readonly<Record<string, string>> = {
  empty: 'A prompt says what is wanted.',
  'too-short': 'A first prompt says what changes, where, and what shows that it is done.',
  'no-place': 'A first prompt names a file, a symbol or a test.',
  vague: 'A prompt says what is wanted in words that can be checked.',
  everywhere: 'A prompt names places, not everywhere.',
  'scope-creep': 'A prompt names few places to change, and one thing to do.',
  placeholder: 'A prompt holds nothing that is still to be filled in.',
  'new-dependency': 'A prompt asks for no new dependency where the policy allows none.',
  avoid: 'A prompt holds none of the words that the policy dislikes (`prompt.avoid`).',
};

const ofComplaint = (says: string): ActionRule => ({
  title: 'Prompt that is disliked',
  says,
  level: 'warn',
  because: 'What a prompt leaves open, the agent decides (prompt.lint of the policy says how much that weighs).',
  remedy: 'Say it in the better form that the finding offers.',
});

const prompts: Readonly<Record<string, ActionRule>> = {
  ...Object.fromEntries(Object.entries(complaints).map(([id, says]) => [promptRule(id), ofComplaint(says)])),
  [promptSecret]: {
    title: 'Secret in a prompt',
    says: 'No prompt holds a secret.',
    level: 'block',
    because: 'A prompt is sent to a model and kept in a log.',
    remedy: 'Take the secret out, and name the place it is read from. If it was real, replace it.',
  },
};

const all: Readonly<Record<string, ActionRule>> = { ...patches, ...commands, ...tools, ...prompts };

/** The ids under which actions show in findings that no policy's rule makes, sorted. */
export const actionRules: readonly string[] = Object.keys(all).sort();

/** What such a finding means, by its rule; undefined for another rule. */
export const explainActionRule = (rule: string): ActionRule | undefined =>
  Object.hasOwn(all, rule) ? all[rule] : undefined;
