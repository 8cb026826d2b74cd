import { findingOfAction, type ActionSighting } from '../action-finding.ts';
import { commandRules } from '../action-rules.ts';
import type { Finding } from '../finding.ts';
import type { Hash } from '../hash.ts';
import type { Mode } from '../mode.ts';
import { placePath } from '../patch/patch-path.ts';
import { listNames } from '../wording.ts';
import type { Call, CommandLine, Word } from './command-line.ts';
import { findsDenied, isListed } from './command-pattern.ts';
import { programOf } from './started-by.ts';

/** What a line is held to, and where it runs. */
export interface CommandLaw {
  /** Left out: no mode limits it. */
  readonly mode?: Mode;
  /** Absolute. */
  readonly root: string;
  /** The folder it runs in, absolute. */
  readonly cwd: string;
  readonly hash: Hash;
}

// They change nothing but the shell itself, so no mode has to list them.
const harmless = new Set(
  [
    'cd',
    'pwd',
    'echo',
    'printf',
    'true',
    'false',
    ':',
    'test',
    '[',
    'exit',
    'return',
    'break',
    'continue',
    'shift',
    'wait',
  ].concat(['export', 'readonly', 'local', 'declare', 'typeset', 'unset', 'set', 'type', 'command']),
);

// They decide what another program is or does.
const telling =
  /^(?:PATH|IFS|ENV|BASH_ENV|BASH_FUNC_.*|SHELLOPTS|PROMPT_COMMAND|PS4|(?:LD|DYLD|GIT)_.*|(?:NODE|PERL5|RUBY|JAVA_TOOL|MAVEN|GRADLE)_?OPT(?:ION)?S?|NODE_OPTIONS|PYTHON.*|PAGER|EDITOR|VISUAL|BROWSER|LESSOPEN)$/;

// What is quoted goes to the agent and into logs, so nothing that may be secret is: two plain, short words.
const isPlain = (word: Word): word is string => word !== undefined && /^[a-z][a-z0-9._:+-]{0,23}$/i.test(word);

const nameOf = ({ words }: Call): string => {
  const program = programOf(words);
  if (!isPlain(program)) return 'A program with an unusual name';
  const second = words[1];
  return isPlain(second) ? `\`${program} ${second}\`` : `\`${program}\``;
};

const mostListed = 8;

/** The commands to choose from, those of the same program first. */
const tellListed = ({ commands: { allow } }: Mode, call: Call): string => {
  const program = programOf(call.words);
  const near = allow.filter((pattern) => pattern.split(' ')[0] === program);
  const told = [...near, ...allow.filter((pattern) => !near.includes(pattern))];
  const more = told.length - mostListed;
  return `${listNames(told.slice(0, mostListed), 'and')}${more > 0 ? ` and ${more} more` : ''}`;
};

const limits = (mode: Mode | undefined): boolean =>
  mode !== undefined && mode.commands.allow.length + mode.commands.deny.length > 0;

const seeDenied = (mode: Mode, call: Call): readonly ActionSighting[] => {
  for (const pattern of mode.commands.deny) {
    const denied = findsDenied(pattern, call);
    if (denied === 'yes') {
      const message = `${nameOf(call)} is run here, and mode ${mode.title} may never run \`${pattern}\`.`;
      return [{ rule: commandRules.mode, message, identity: pattern, because: mode.because }];
    }
    if (denied === 'perhaps') {
      const message = `It cannot be told whether ${nameOf(call)} is \`${pattern}\`, which mode ${mode.title} may never run: not all of its words are plain.`;
      return [{ rule: commandRules.unread, message, identity: pattern }];
    }
  }
  return [];
};

const seeCall = (mode: Mode, call: Call): readonly ActionSighting[] => {
  const denied = seeDenied(mode, call);
  const { allow } = mode.commands;
  if (denied.length > 0 || allow.some((pattern) => isListed(pattern, call))) return denied;
  const name = nameOf(call);
  if (allow.length > 0) {
    if (harmless.has(call.words[0] ?? '')) return [];
    const message = `${name} is not among the commands of mode ${mode.title}. It may run ${tellListed(mode, call)}.`;
    return [{ rule: commandRules.mode, message, identity: name, because: mode.because }];
  }
  if (call.opaque !== true) return [];
  const message = `${name} is given a program as text, which is not read, and mode ${mode.title} forbids commands.`;
  return [{ rule: commandRules.unread, message, identity: name }];
};

const seeSets = (mode: Mode | undefined, { sets }: CommandLine): readonly ActionSighting[] =>
  limits(mode)
    ? [...new Set(sets.filter((name) => telling.test(name)))].map((name) => ({
        rule: commandRules.unread,
        message: `It sets ${name}, which decides what other programs do, so that their names tell nothing.`,
        identity: name,
      }))
    : [];

const isDevice = (path: string): boolean => /^\/dev\/(?:null|stdin|stdout|stderr|tty|fd\/\d+)$/.test(path);
const isTemporary = (path: string): boolean =>
  /^\/(?:private\/)?(?:var\/)?tmp\/[^/]/.test(path) && !path.split('/').includes('..');

const seeWrites = ({ writes }: CommandLine, { root, cwd }: CommandLaw): readonly ActionSighting[] =>
  writes.flatMap((target): readonly ActionSighting[] => {
    if (target === undefined)
      return [
        { rule: commandRules.unread, message: 'It writes a file, and which one cannot be told.', identity: 'write' },
      ];
    if (isDevice(target)) return [];
    const placed = placePath(target, { root, cwd });
    if (!placed.ok && isTemporary(target)) return [];
    const path = placed.ok ? placed.value : '';
    const message = placed.ok
      ? 'The line writes this file by redirection.'
      : 'The line writes a file outside of the repository by redirection.';
    return [{ rule: commandRules.write, message, identity: path, path }];
  });

const seeDoubts = (mode: Mode | undefined, { doubts }: CommandLine): readonly ActionSighting[] =>
  [...new Set(doubts)].map((doubt) => ({
    rule: commandRules.unread,
    message: `Of this line it cannot be read: ${doubt}.`,
    identity: doubt,
    level: limits(mode) ? 'block' : 'warn',
  }));

/** What is wrong with a line for a shell, each complaint once, in order; a patch in it is judged as a patch. */
export const judgeCommand = (line: CommandLine, law: CommandLaw): readonly Finding[] => {
  const { mode, hash } = law;
  const sightings = [
    ...seeDoubts(mode, line),
    ...(mode === undefined ? [] : line.calls.flatMap((call) => seeCall(mode, call))),
    ...seeSets(mode, line),
    ...seeWrites(line, law),
  ];
  const findings = sightings.map((sighting) => findingOfAction(sighting, hash));
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()];
};
