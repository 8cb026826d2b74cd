#!/usr/bin/env node
import { join } from 'node:path';
import { openCompiledLoader } from '../repo/compiled/load-compiled.ts';
import { optimiseLate } from '../repo/compiled/optimise-late.ts';

/*
 * The first file of the bundled command line; the sources begin with `main.ts`. To compile what comes next takes longer than
 * many a command, so what V8 makes of it is kept beside it: whoever can write there can write the code itself.
 */
const isBrief = process.argv[2] === 'hook';
if (isBrief) optimiseLate();
// V8 takes no code that was made under other flags.
const loader = openCompiledLoader(join(__dirname, 'compiled', ...(isBrief ? ['brief'] : [])));
// Whoever waits for the answer has it by then.
process.once('beforeExit', () => void loader.keep());
loader.load(join(__dirname, 'main.cjs'));
