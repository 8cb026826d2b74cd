// Makes machine code of assembly/, in WebAssembly.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../test/host/places.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** Where the machine code is kept: it is part of each bundle, and needed without any. */
export const lineCutterFile = 'src/repo/analysis/line-cutter-code.ts';

const compiler = 'node_modules/assemblyscript/bin/asc.js';
// There are no objects in it, so that it needs nothing to look after them.
const words = ['assembly/lines.ts', '-O3', '--noAssert', '--runtime', 'stub', '--outFile'];

const compile = (file: string): Buffer => {
  const { stderr, status } = spawnSync(process.execPath, [compiler, ...words, file], { cwd: projectRoot });
  // A warning of a number that may not fit is as bad as an error.
  if (status !== 0 || stderr.length > 0) throw new Error(`assembly/ cannot be compiled:\n${stderr.toString()}`);
  return readFileSync(file);
};

/** The text of `lineCutterFile`. */
export const writeLineCutter = (): string => {
  const folder = makeTemporaryFolder('line-cutter');
  try {
    const code = compile(join(folder.path, 'lines.wasm')).toString('base64');
    return `/** Made of assembly/ by \`npm run generate\`: WebAssembly in base64. */\nexport const code =\n  '${code}';\n`;
  } finally {
    folder.dispose();
  }
};
