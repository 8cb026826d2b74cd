// Writes what is made from the code: docs/rules.md, policies/schema.json, schemas/ and the `contributes` of package.json.
import { policyJsonSchema, ruleKinds, writeRuleManual } from '#core';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { documentNames, writeDocumentSchema } from '../src/cli/documents.ts';
import { contributes } from '../src/editor/contributions.ts';

const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
if (typeof manifest !== 'object' || manifest === null) throw new Error('package.json is not an object');

writeFileSync('docs/rules.md', writeRuleManual(ruleKinds.values()));
writeFileSync('policies/schema.json', `${JSON.stringify(policyJsonSchema(ruleKinds), null, 2)}\n`);
writeFileSync('package.json', `${JSON.stringify({ ...manifest, contributes: contributes() }, null, 2)}\n`);

mkdirSync('schemas', { recursive: true });
for (const name of documentNames) writeFileSync(`schemas/${name}.json`, writeDocumentSchema(name));
