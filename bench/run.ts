// Bundles the bench as the product is bundled, and runs it: code that is read as it stands in the sources is slower.
import { spawnSync } from 'node:child_process';
import { bundleOf } from '../test/bundle-of.ts';
import { bundleTests } from '../test/bundle-tests.ts';

const bench = 'bench/bench.ts';
const folder = await bundleTests([bench], { asShipped: true });
const words = ['--require', './bench/without-stopwatch.cjs', bundleOf(folder, bench), ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, words, { stdio: 'inherit' }).status ?? 1;
