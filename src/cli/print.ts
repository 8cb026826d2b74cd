import { writeStableJson } from '#core';
import type { DocumentName, Documents } from './documents.ts';

/** One of the documents of `--format json`, as it is printed: sorted and stable. */
export const printDocument = <Name extends DocumentName>(_name: Name, document: Documents[Name]): string =>
  writeStableJson(document);
