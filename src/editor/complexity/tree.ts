import type { AlteredFunction, Level } from '#core';
import * as vscode from 'vscode';
import type { FunctionPlace } from './function-place.ts';
import { colours, iconOf } from '../icons.ts';
import { fateOf, writeRow, type Fate } from './row-words.ts';

/** A row of the view of complexity. The place is what its commands are given. */
export interface Row extends FunctionPlace {
  readonly id: string;
  readonly altered: AlteredFunction;
}

/** Rows for altered functions of a repository. Two alike are told apart by their order. */
export const rowsOf = (root: vscode.Uri, functions: readonly AlteredFunction[]): readonly Row[] => {
  const seen = new Map<string, number>();
  return functions.map((altered) => {
    const { path, identity, entity } = altered;
    const name = `${path} ${entity.kind} ${identity}`;
    const ordinal = seen.get(name) ?? 0;
    seen.set(name, ordinal + 1);
    const uri = vscode.Uri.joinPath(root, path).toString();
    return { uri, line: entity.line, column: entity.column, id: `${root.path} ${name} ${ordinal}`, altered };
  });
};

const iconsOfBreaks: Record<Level, vscode.ThemeIcon> = {
  block: iconOf(['error', colours.bad]),
  warn: iconOf(['warning', colours.look]),
  info: iconOf(['info', colours.news]),
};

const icons: Record<Exclude<Fate, 'breaks'>, vscode.ThemeIcon> = {
  worse: iconOf(['arrow-up']),
  new: iconOf(['add']),
  better: iconOf(['arrow-down']),
  altered: iconOf(['edit']),
};

const pictureOf = (altered: AlteredFunction): vscode.ThemeIcon => {
  const fate = fateOf(altered);
  return fate === 'breaks' ? iconsOfBreaks[altered.broken?.level ?? 'block'] : icons[fate];
};

/** What VS Code draws of a row: a click goes to the function. */
export const itemOf = ({ id, uri, line, column, altered }: Row): vscode.TreeItem => {
  const { label, description, tooltip, spoken } = writeRow(altered);
  const item = new vscode.TreeItem(label);
  const start = new vscode.Position(line - 1, column - 1);
  item.id = id;
  item.description = description;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: spoken };
  item.iconPath = pictureOf(altered);
  item.contextValue = 'function';
  item.command = {
    title: 'Open',
    command: 'vscode.open',
    arguments: [vscode.Uri.parse(uri, true), { selection: new vscode.Range(start, start) }],
  };
  return item;
};
