import { pathAtBase } from '../../change.ts';
import { rememberWeakly } from '../../remember.ts';
import { either, inPlace } from '../../wording.ts';
import type { ChangedFile, Needs, RuleKind, Scene, Sight, Sighting } from '../../rule-kind.ts';
import { seeNew } from '../../spots.ts';
import { lackOfDecision } from './decisions.ts';
import { editedDefinitions } from './definitions.ts';
import { examples } from './examples.ts';
import { hasFields, removedFields } from './fields.ts';
import { definitionsOf, options, triggersOn, type Options } from './options.ts';
import { schemaSpots } from './schema.ts';

const changedAtAll = ({ path, addedLines }: ChangedFile): Sighting => ({
  path,
  line: addedLines[0]?.start ?? 1,
  message: 'This file is changed here',
  identity: 'changed',
});

// Nearly all files of a change are as they were when it was judged last.
const fieldsRemoved = rememberWeakly(removedFields);

/** What of a change takes a decision; each message lacks what of it. */
const triggersIn = (scene: Scene<Options>): readonly Sighting[] => {
  const { options: given, files } = scene;
  return [
    ...(triggersOn(given, 'schema') ? seeNew(scene, 'schema', schemaSpots) : []),
    ...files.flatMap(fieldsRemoved),
    ...editedDefinitions(files, definitionsOf(given)),
    ...(triggersOn(given, 'any') ? files.map(changedAtAll) : []),
  ];
};

const see = (scene: Scene<Options>): Sight => {
  const { options: given } = scene;
  const demand = `that takes an ${either(given.status)} decision in ${either(given.decisions)} which the change mentions`;
  // Without a trigger nobody asks for records: one that cannot be read is nothing to this change.
  const sightings = triggersIn(scene).flatMap((trigger): readonly Sighting[] => {
    const lack = lackOfDecision(scene);
    return lack === undefined ? [] : [{ ...trigger, message: `${trigger.message}: ${demand}, and ${lack}.` }];
  });
  return { sightings };
};

const needs = (given: Options): Needs => ({
  sql: () => triggersOn(given, 'schema'),
  facts: () => definitionsOf(given).length > 0,
  text: (file) => triggersOn(given, 'json-fields-removed') && hasFields(pathAtBase(file)),
});

const tell = (given: Options): string =>
  either([
    ...(triggersOn(given, 'schema') ? ['the schema of a database'] : []),
    ...(triggersOn(given, 'json-fields-removed') ? ['removing a field of a JSON or YAML file'] : []),
    ...(definitionsOf(given).length > 0 ? [`editing ${definitionsOf(given).join(', ')}`] : []),
    ...(triggersOn(given, 'any') ? ['editing any file'] : []),
  ]);

export const adrTrigger: RuleKind<Options> = {
  kind: 'adr-trigger',
  title: 'Change that takes a decision',
  manual: [
    'Some changes take a decision first: to the schema of a database, to the fields of a format, to the definitions a house',
    'lives by. Such a change has to mention a record of a decision, and that has to be accepted.',
    '',
    '`on` lists what takes one, in the files that `in` names:',
    '',
    '- `schema`: DDL in `.sql` files and in strings of programs, read with the parser of Postgres, and migrations of Alembic and',
    '  Django. A temporary table changes no schema, nor does what only reads or writes rows.',
    '- `json-fields-removed`: a field of a JSON or YAML file that was there before is gone, by its path; a renamed one is gone, too.',
    '- `definitions`: a function, class or constant of such a name is edited or removed, in a language that has facts. Comments,',
    '  documentation and layout are no edit, nor is moving it within the change.',
    '- `any`: any edit.',
    '',
    'A change mentions what its commit messages, the documents linked to its task, and the lines that it adds to documents or',
    'to files in the rule’s place say: the path of a record, its file name, or its number (`ADR 7`, `ADR-0007`). Before a',
    'commit its message is not known: a line such as `-- ADR-0007` in the migration itself counts there, too. What a record',
    'says of another one does not count. The status of a record is read of its front matter, of a line `Status: accepted`, or',
    'of its section “Status”. It has to have been accepted at the base already, unless `accept-new` says otherwise.',
  ].join('\n'),
  remedy:
    'Have the decision recorded and accepted first, then name its record (`ADR-0007`) in a comment of the changed file, in a document of the change, in the commit message, or link it to the task. `check --staged` knows no message yet.',
  options,
  needs,
  looksAround: true,
  examples,
  see,
  guard: (given, rule) =>
    `Without an ${either(given.status)} decision in ${either(given.decisions)} that you mention, do no work on ${tell(given)}${inPlace(rule)}.`,
};
