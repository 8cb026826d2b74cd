// node --import tsx test/mocha.ts [--timeout MS] [--named TEXT] FILE…   Ends with 1 when a test failed.
// With --bundled FOLDER it runs the bundles of the files that are in the folder.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleOf } from './bundle-of.ts';
import { runMocha } from './run-mocha.ts';
import { stopStopwatch } from './without-stopwatch.ts';

// What is counted is this process. The bundle that a test starts holds the same sources once more, and its counts would
// be laid over those of the sources.
delete process.env['NODE_V8_COVERAGE'];

// No hook that a test asks leaves an engine behind; the tests of that start and end their own.
process.env['CODEX_GOVERNOR_ENGINE'] = 'off';

stopStopwatch();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { timeout: { type: 'string', default: '20000' }, named: { type: 'string' }, bundled: { type: 'string' } },
});
const { bundled } = values;
const files = positionals.map((file) => (bundled === undefined ? resolve(file) : bundleOf(bundled, file)));
const failures = await runMocha({ files, timeout: Number(values.timeout), named: values.named });
// A handle that a test left open must not keep the run from ending.
process.exit(failures === 0 ? 0 : 1);
