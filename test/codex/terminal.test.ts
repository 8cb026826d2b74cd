// A governed run as a person starts it in a terminal, and ends it there.
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn } from '../cli/command-line.ts';
import { patches, says } from './fake-model.ts';
import { openGoverned, type GovernedLab } from './governed.ts';
import { nativeCodex } from './lab.ts';

const runInTerminal = async (lab: GovernedLab, signal?: AbortSignal, ...words: readonly string[]) =>
  runIn(
    { folder: lab.root, environment: { ...lab.environment }, ...(signal === undefined ? {} : { signal }) },
    'run',
    '--codex',
    await nativeCodex(),
    ...words,
  );

describe('a governed run in a terminal', () => {
  let lab: GovernedLab;
  afterEach(async () => lab.dispose());

  it('says what else was written when it was stopped, and ends with 1', async () => {
    lab = await openGoverned();
    const stopping = new AbortController();
    lab.model.script([patches('*** Add File: src/c.py\n+c = 1')]);
    lab.model.follow(async () => {
      writeFileSync(join(lab.root, 'src', 'stray.py'), 'stray = 1\n');
      stopping.abort();
      return new Promise(() => undefined);
    });
    const { code, out, err } = await runInTerminal(lab, stopping.signal);
    ok(existsSync(join(lab.root, 'src', 'c.py')), err);
    match(out, /^stopped: It was stopped\. What it has written stays; nothing that was pending was written\.\n/);
    match(out, /src\/stray\.py/);
    match(out, /budget\.lines: 2 of 12/);
    doesNotMatch(err, /could not be told/);
    equal(code, 1);
    deepEqual(lab.processes(), []);
  });

  it('says what is told in several lines in several lines', async () => {
    // Codex says of a folder that is not trusted, in several lines, what of it is off.
    lab = await openGoverned({ files: { '.codex/config.toml': '' } });
    lab.model.script([says('Done.')]);
    const { err } = await runInTerminal(lab);
    match(err, /^note {4}Project-local config[^\n]*\n {8}/m);
    doesNotMatch(err, /\\n/);
  });

  it('says what to do where there is no thread to go on with', async () => {
    lab = await openGoverned();
    const { code, err } = await runInTerminal(lab, undefined, '--resume', 'nonsense');
    equal(code, 2);
    match(
      err,
      /Codex would not open a thread: .*Go on with a thread that a run has named at its end, or start a run without/,
    );
  });
});
