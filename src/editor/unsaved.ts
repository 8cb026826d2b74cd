import * as vscode from 'vscode';
import { relativePath } from './places.ts';

/** Texts by their path in the repository. */
export type Texts = ReadonlyMap<string, string>;

// The editor keeps the mark of such a file to itself; git counts it as part of the first line.
const byteOrderMark = (document: vscode.TextDocument): string => (document.encoding === 'utf8bom' ? '\uFEFF' : '');

/** The text of a document as it is, or will be, on disk. */
export const textOnDisk = (document: vscode.TextDocument): string => byteOrderMark(document) + document.getText();

/** The texts of a repository that were typed and not saved yet. */
export const readUnsavedTexts = (root: vscode.Uri): Texts =>
  new Map(
    vscode.workspace.textDocuments.flatMap((document): readonly (readonly [string, string])[] => {
      const path = document.isDirty ? relativePath(root, document.uri) : undefined;
      return path === undefined ? [] : [[path, textOnDisk(document)]];
    }),
  );
