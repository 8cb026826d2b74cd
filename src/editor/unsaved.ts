import * as vscode from 'vscode';
import { relativePath } from './places.ts';
import type { Texts } from './sight.ts';

/**
 * The text of a document as it is, or will be, on disk; undefined in an encoding that git does not compare as we would:
 * until it is saved nothing is known of its lines.
 */
export const textOnDisk = (document: vscode.TextDocument): string | undefined => {
  // The editor keeps the mark of such a file to itself; git counts it as part of the first line.
  if (document.encoding === 'utf8bom') return `\uFEFF${document.getText()}`;
  return document.encoding === 'utf8' ? document.getText() : undefined;
};

/** The texts of a repository that were typed and not saved yet. */
export const readUnsavedTexts = (root: vscode.Uri): Texts =>
  new Map(
    vscode.workspace.textDocuments.flatMap((document): readonly (readonly [string, string])[] => {
      const path = document.isDirty ? relativePath(root, document.uri) : undefined;
      const text = path === undefined ? undefined : textOnDisk(document);
      return path === undefined || text === undefined ? [] : [[path, text]];
    }),
  );
