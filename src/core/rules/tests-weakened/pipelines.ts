import { groupBy } from '../../group.ts';
import type { ChangedFile, Sighting } from '../../rule-kind.ts';
import type { Side, Spot } from '../../spots.ts';
import { commandsOf, runsTests, type Command } from './commands.ts';
import { isScript } from './settings.ts';
import { commandLeaves, leavesOf, type Leaf } from './trees.ts';

/** What a finding says of a run of tests that nobody hears of. */
interface Hush {
  readonly command: Command;
  readonly what: string;
  readonly message: string;
}

const silent = /^(?:true|:|\/bin\/true|exit 0|return 0|(?:echo|printf)\b.*)$/;
const quiet = /^(?:true|:|exit 0|return 0)$/;

/** What swallows the failure of a command, by what stands behind it; undefined where nothing does. */
const swallowedBy = ({ joint }: Command, next: Command | undefined): string | undefined => {
  if (next === undefined) return undefined;
  // `|| echo failed && exit 1` fails all the same.
  const isLast = next.joint !== '&&';
  const isSilent = (joint === '||' && silent.test(next.text) && isLast) || (joint === ';' && quiet.test(next.text));
  return isSilent ? `${joint} ${next.text.replace(/^(echo|printf).*/, '$1')}` : undefined;
};

/** True where a command may fail unheard: errors were let pass before it, others come behind it, and none asks for its code. */
const isUnheard = (commands: readonly Command[], index: number): boolean => {
  const switches = commands.slice(0, index).filter(({ text }) => /^set\s+[-+]\w*e/.test(text));
  const behind = commands.slice(index + 1);
  return (
    /^set\s+\+/.test(switches.at(-1)?.text ?? '') &&
    behind.length > 0 &&
    behind.every(({ text }) => !/\$\?|^set\s+-\w*e/.test(text))
  );
};

const idle = /\s(--collect-only|--co|--listTests|--dry-run)(?=\s|$)/;

/** What keeps a run of tests from saying anything. */
const hushOf = (
  command: Command,
  commands: readonly Command[],
  index: number,
): Pick<Hush, 'what' | 'message'> | undefined => {
  const swallow = swallowedBy(command, commands[index + 1]);
  if (swallow !== undefined)
    return {
      what: swallow,
      message: `What these tests say is ignored here: by “${swallow}” the command ends well even when they fail.`,
    };
  if (command.isIgnored)
    return {
      what: '-',
      message: 'What these tests say is ignored here: make goes on after a line that begins with “-”.',
    };
  const isLeft = command.joint === '&' && commands.slice(index).every(({ text }) => !/^wait\b|--watch/.test(text));
  if (isLeft)
    return {
      what: '&',
      message: 'What these tests say is ignored here: “&” runs them in the background, and nobody waits for them.',
    };
  return isUnheard(commands, index)
    ? {
        what: 'set +e',
        message:
          'What these tests say is ignored here: after “set +e” the script goes on when they fail, and ends with what comes last.',
      }
    : undefined;
};

const hushesIn = (text: string): readonly Hush[] => {
  const commands = commandsOf(text);
  return commands.flatMap((command, index): readonly Hush[] => {
    const hush = runsTests(command) ? hushOf(command, commands, index) : undefined;
    return hush === undefined ? [] : [{ command, ...hush }];
  });
};

const startsWith = (keys: readonly string[], start: readonly string[]): boolean =>
  start.every((key, index) => keys[index] === key);

/** The runs of tests in a step or job that a key is of; each with whether more comes behind it. */
const runsUnder = (
  leaves: readonly Leaf[],
  { keys }: Leaf,
): readonly { readonly text: string; readonly isLast: boolean }[] => {
  const around = keys.slice(0, -1);
  const start = around.slice(0, around.join(' ').endsWith('defaults run') ? -2 : undefined);
  return leaves
    .filter((leaf) => startsWith(leaf.keys, start))
    .flatMap(({ text }) => {
      const commands = commandsOf(text);
      return commands.flatMap((command, index) =>
        runsTests(command) ? [{ text: command.text, isLast: index === commands.length - 1 }] : [],
      );
    });
};

/** A key that lets tests fail, or keeps them from running. */
interface Lever {
  readonly is: RegExp;
  readonly say: (key: string) => string;
  /** True where it is enough that tests stand in it as the last command. */
  readonly takesLast: boolean;
}

const levers: readonly Lever[] = [
  {
    is: /^(?:continue-on-error|allow_failure): true$/,
    say: (key) => `These tests may fail here: ${key} is set.`,
    takesLast: true,
  },
  {
    is: /^if: (?:false|\$\{\{\s*false\s*\}\})$|^when: (?:never|manual)$/,
    say: (key) => `These tests are never run here by themselves: “${key}” says so.`,
    takesLast: true,
  },
  {
    is: /^shell: (?:ba)?sh(?!.*\s-\w*e)(?:\s.*)?\{0\}$/,
    say: () =>
      'These tests may fail here: this shell goes on after a command that fails, and ends with what comes last.',
    takesLast: false,
  },
];

const leverSpots = (leaves: readonly Leaf[], commands: readonly Leaf[]): readonly Spot[] =>
  leaves.flatMap((leaf) => {
    const key = leaf.keys.at(-1) ?? '';
    return levers
      .filter(({ is }) => is.test(`${key}: ${leaf.text.trim()}`))
      .flatMap(({ say, takesLast }): readonly Spot[] => {
        const run = runsUnder(commands, leaf).find(({ isLast }) => takesLast || !isLast);
        const place = { line: leaf.line, column: 1 };
        return run === undefined ? [] : [{ place, symbol: '', text: `${key} ${run.text}`, message: say(key) }];
      });
  });

/** Runs that find tests and carry none out, where no other of the file does. */
const idleSpots = (commands: readonly Leaf[]): readonly Spot[] => {
  const runs = commands.flatMap((leaf) =>
    commandsOf(leaf.text)
      .filter(runsTests)
      .map(({ text }) => ({ leaf, text, option: idle.exec(text)?.[1] })),
  );
  if (runs.some(({ option }) => option === undefined)) return [];
  return runs.map(({ leaf, text, option = '' }) => ({
    place: { line: leaf.line, column: 1 },
    symbol: '',
    text,
    message: `Tests are found here and none is run: “${option}” says so.`,
  }));
};

/** Where settings let tests fail without anybody noticing, or keep them from running. */
export const letFail = ({ path, text = '' }: Side): readonly Spot[] => {
  const leaves = leavesOf(path, text);
  const commands = commandLeaves(leaves);
  const hushed = commands.flatMap((leaf) =>
    hushesIn(leaf.text).map(({ command, what, message }): Spot => {
      // In a script each command has its line; of a value only its first line is known.
      const line = leaf.line + (isScript(path) ? command.line : 0);
      return { place: { line, column: 1 }, symbol: '', text: `${what} ${command.text}`, message };
    }),
  );
  return [...hushed, ...leverSpots(leaves, commands), ...idleSpots(commands)];
};

const doesNothing = ({ text }: Command): boolean => silent.test(text);

/** The values of commands by their keys: those of a list, such as the steps of a job, belong together. */
const leavesByKey = (path: string, text = ''): ReadonlyMap<string, readonly Leaf[]> =>
  groupBy(commandLeaves(leavesOf(path, text)), ({ keys }) => keys.filter((key) => !/^\d+$/.test(key)).join(' '));

/** Commands that ran tests and do nothing now: `"test": "echo ok"`. */
export const emptied = (files: readonly ChangedFile[]): readonly Sighting[] =>
  files.flatMap((file) => {
    const was = leavesByKey(file.path, file.before);
    return [...leavesByKey(file.path, file.after)].flatMap(([key, leaves]): readonly Sighting[] => {
      const ran = was.get(key)?.some(({ text }) => commandsOf(text).some(runsTests)) === true;
      const line = Math.min(...leaves.map((leaf) => leaf.line));
      if (!ran || !leaves.flatMap(({ text }) => commandsOf(text)).every(doesNothing)) return [];
      const message = `“${key.split(' ').at(-1) ?? ''}” ran tests, and does nothing now.`;
      return [{ path: file.path, line, message, identity: `emptied ${key}` }];
    });
  });
