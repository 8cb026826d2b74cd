/** A command of a script, as far as signs tell. */
export interface Command {
  /** Without comments, spaces around it, and what a Makefile puts before it. */
  readonly text: string;
  /** What joins it to the next one: `||`, `&&`, `;`, `|`, `&`, or a line end; empty for the last. */
  readonly joint: string;
  /** How many lines of the script stand before its end. */
  readonly line: number;
  /** True for a line of a Makefile that begins with `-`: whatever it says is ignored. */
  readonly isIgnored: boolean;
}

const piece = /\\\r?\n|"(?:\\.|[^"\\])*"|'[^']*'|(?<![^\s;])#[^\n]*|\d*[<>]+&\d*-?|&>>?|\|\||&&|[;|&\n]|[^]/g;
const joints = /^(?:\|\||&&|[;|&\n])$/;

const commandOf = (written: string, joint: string, line: number): Command => {
  const text = written.trim();
  return { text: text.replace(/^[-@+]+\s*/, ''), joint, line, isIgnored: /^@?-(?!-)/.test(text) };
};

/** The commands of a script, in their order; those that another shell is started with (`sh -c "…"`) stand in its place. */
export const commandsOf = (script: string): readonly Command[] => {
  const commands: Command[] = [];
  let text = '';
  let line = 0;
  const end = (joint: string): void => {
    const command = commandOf(text, joint, line);
    if (command.text !== '') commands.push(command);
    text = '';
  };
  for (const [found] of script.matchAll(piece)) {
    if (joints.test(found)) end(found);
    else if (!found.startsWith('#')) text += found.replace(/^\\\r?\n$/, ' ');
    line += found.split('\n').length - 1;
  }
  end('');
  return commands.flatMap((command) => {
    const inner = /(?:^|\s)(?:ba|da|z)?sh\s+-\w*c\s+(["'])([^]*)\1/.exec(command.text)?.[2];
    return inner === undefined ? [command] : commandsOf(inner);
  });
};

const running =
  /(?:^|[\s/])(?:pytest|unittest|tox|nox|jest|vitest|mocha|ava|phpunit|rspec|ctest|(?:npm|pnpm|yarn|bun|make|cargo|go|dotnet|mvn|gradlew?|just|deno)\s(?:.*[\s:])?(?:t|test|tests|verify|check)(?=$|[\s:-]))/;
const other =
  /^(?:echo|printf|pip3?|pipx|apt(?:-get)?|brew|conda|which|command|type|cat|rm|mkdir|cp|mv|ls|cd|git|grep|pkill|touch|if|export)\b|\s(?:install|add|--version|--help)(?:\s|$)/;

/** True for a command that runs tests, whatever it names besides. */
export const runsTests = ({ text }: Pick<Command, 'text'>): boolean => running.test(text) && !other.test(text);
