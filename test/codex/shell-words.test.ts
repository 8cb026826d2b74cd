import { equal } from 'node:assert/strict';
import { commandWithin } from '../../src/codex/shell-words.ts';

const told = (command: string, within: string): void => {
  it(`${command} is ${JSON.stringify(within)}`, () => equal(commandWithin(command), within));
};

describe('the command that Codex tells of', () => {
  told("/bin/bash -lc 'ls -l'", 'ls -l');
  told('/bin/zsh -c ls', 'ls');
  told('/bin/bash -c "echo \'in here\' > \\$HOME"', "echo 'in here' > $HOME");
  told(`/bin/sh -c 'a'"'"'b'`, "a'b");
  told("/bin/bash -c 'a\nb'", 'a\nb');
  // Not a script alone, or not quoted as Codex does.
  told("/bin/bash -c 'ls' more", "/bin/bash -c 'ls' more");
  told('/bin/bash -c $(ls)', '/bin/bash -c $(ls)');
  told('git push', 'git push');
});
