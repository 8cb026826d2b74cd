// Writes what is made from the code: docs/rules.md, the schemas in policies/, schemas/, the machine code that assembly/ is made
// into, and the `contributes` of package.json.
import {
  allowanceKinds,
  allowanceSchema,
  chainSchema,
  packageSchema,
  policyJsonSchema,
  ruleExamplesSchema,
  ruleKinds,
  writeRuleManual,
} from '#core';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { documentNames, writeDocumentSchema } from '../src/cli/documents.ts';
import { contributes } from '../src/editor/contributions.ts';
import { projectRoot } from '../test/host/places.ts';
import { lineCutterFile, writeLineCutter } from './line-cutter.ts';

const writeJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every file that is made whole from the code, by its path from the project's root. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['docs/rules.md', writeRuleManual(ruleKinds.values())],
    ['policies/schema.json', writeJson(policyJsonSchema(ruleKinds))],
    ['policies/examples.json', writeJson(ruleExamplesSchema())],
    ...allowanceKinds.map((kind): [string, string] => [`policies/${kind}.json`, writeJson(allowanceSchema(kind))]),
    ['policies/chain.json', writeJson(chainSchema())],
    ['policies/package.json', writeJson(packageSchema())],
    ...documentNames.map((name): [string, string] => [`schemas/${name}.json`, writeDocumentSchema(name)]),
  ]);

const generate = (): void => {
  for (const [path, text] of generatedFiles()) {
    mkdirSync(join(projectRoot, dirname(path)), { recursive: true });
    writeFileSync(join(projectRoot, path), text);
  }
  writeFileSync(join(projectRoot, lineCutterFile), writeLineCutter());
  const file = join(projectRoot, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  writeFileSync(file, writeJson({ ...manifest, contributes: contributes() }));
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) generate();
