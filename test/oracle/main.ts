// npm run corpora [-- LANGUAGE…]   Fetches the code that our numbers are compared on, as far as it is missing.
// npm run record [-- LANGUAGE…]    Asks the reference tools anew, and writes down what they say.
// npm run compare [-- LANGUAGE…]   Prints every difference between ours and what is written down.
import { demandMachine } from '../../scripts/machine.ts';
import { fetchCorpora } from './corpora.ts';
import { compareLanguage } from './equality.ts';
import { record } from './record.ts';
import type { Reference } from './reference.ts';
import { referencesOf, wantedCorpora } from './references/index.ts';

const fetch = async (chosen: readonly Reference[]): Promise<void> => {
  demandMachine({ host: false, corpora: true });
  await fetchCorpora(wantedCorpora(chosen));
};

const steps: Readonly<Record<string, (chosen: readonly Reference[]) => Promise<void>>> = {
  fetch: async (chosen) => {
    await fetch(chosen);
    console.log('[corpora] ready');
  },
  record: async (chosen) => {
    demandMachine({ host: false, corpora: true, packages: chosen.flatMap(({ packages }) => packages) });
    for (const reference of chosen) await record(reference);
  },
  compare: async (chosen) => {
    await fetch(chosen);
    for (const reference of chosen) {
      const { tool, files, entries, differences } = await compareLanguage(reference);
      for (const { key, place } of differences) console.log(`${key}\t${place}`);
      console.error(`${tool}: ${entries} entries in ${files} files compared, ${differences.length} differ`);
    }
  },
};

const [name = '', ...languages] = process.argv.slice(2);
const step = steps[name];
try {
  if (step === undefined) throw new Error(`there is no step ${name}; there are ${Object.keys(steps).join(', ')}`);
  await step(referencesOf(languages));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
