// npm run mutate -- NAME…: which branches of these kinds and parts of kinds, or of all, no example notices when they are
// left out.
import { ruleKinds } from '#core';
import { endSearches, findSurvivors } from './find-survivors.ts';
import { partsOfKinds } from './kinds.ts';

const named = process.argv.slice(2);
const all = [...ruleKinds.keys(), ...partsOfKinds()];
for (const name of named.length === 0 ? all : named) {
  if (!all.includes(name)) throw new Error(`There is no kind ${name}; there are ${all.join(', ')}.`);
  const { mutants, survivors } = await findSurvivors(name);
  for (const survivor of survivors) console.log(`  ${survivor}`);
  console.log(`${name}: ${mutants} branches left out, ${survivors.length} of them unnoticed`);
  if (survivors.length > 0) process.exitCode = 1;
}
endSearches();
