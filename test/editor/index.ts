// What VS Code calls in its extension host: runs the bundled tests that the environment names.
import { runMocha } from '../run-mocha.ts';

export async function run(): Promise<void> {
  const files = JSON.parse(process.env['TEST_FILES'] ?? '[]') as readonly string[];
  const failures = await runMocha({ files, timeout: 60_000, named: process.env['TEST_NAMED'] });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
