// npm run mutate -- KIND…: which branches of these kinds, or of all, no example notices when they are left out.
import { ruleKinds } from '#core';
import { findSurvivors } from './find-survivors.ts';

const named = process.argv.slice(2);
for (const kind of named.length === 0 ? ruleKinds.keys() : named) {
  if (!ruleKinds.has(kind)) throw new Error(`There is no kind ${kind}; there are ${[...ruleKinds.keys()].join(', ')}.`);
  const { mutants, survivors } = await findSurvivors(kind);
  for (const survivor of survivors) console.log(`  ${survivor}`);
  console.log(`${kind}: ${mutants} branches left out, ${survivors.length} of them unnoticed`);
  if (survivors.length > 0) process.exitCode = 1;
}
