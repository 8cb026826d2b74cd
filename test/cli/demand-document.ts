// Holds what is printed as JSON to the schemas that ship.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import type { DocumentName } from '../../src/cli/documents.ts';
import { projectRoot } from './command-line.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The schema of a document as it ships. */
export const schemaOf = (name: DocumentName): Schema =>
  JSON.parse(readFileSync(join(projectRoot, 'schemas', `${name}.json`), 'utf8')) as Schema;

/** The same schema, but for no field that it does not name: whoever adds one has to describe it. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]));
  return 'properties' in value && !('additionalProperties' in value)
    ? { ...parts, additionalProperties: false }
    : parts;
};

const validators = new Map<DocumentName, readonly ValidateFunction[]>();

/** Whether a document fits the schema as it stands, and as it stands but closed; read and compiled once. */
const validatorsOf = (name: DocumentName): readonly ValidateFunction[] => {
  const known =
    validators.get(name) ??
    [schemaOf(name), closed(schemaOf(name)) as Schema].map((schema) =>
      new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema),
    );
  validators.set(name, known);
  return known;
};

/** Fails for a document that does not fit its schema, or has a field that the schema does not name. */
export const demandValid = (name: DocumentName, text: string): void => {
  const document: unknown = JSON.parse(text);
  for (const isValid of validatorsOf(name))
    assert.ok(isValid(document), `${name}: ${JSON.stringify(isValid.errors)}\n${text}`);
};

/** The names of all fields that a schema describes. */
export const fieldsOf = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'properties' in value ? Object.keys(value.properties as object) : [];
  return [...own, ...Object.values(value).flatMap(fieldsOf)];
};

/** Fails where keys of an object, at any depth, are not in order. */
export const demandSorted = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) assert.deepEqual(Object.keys(value), Object.keys(value).sort());
  for (const part of Object.values(value)) demandSorted(part);
};
