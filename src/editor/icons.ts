import * as vscode from 'vscode';

/** The colours of the theme that an icon of ours may have, by what they say. */
export const colours = {
  good: 'testing.iconPassed',
  bad: 'problemsErrorIcon.foreground',
  look: 'problemsWarningIcon.foreground',
  news: 'problemsInfoIcon.foreground',
} as const;

/** A codicon, and the colour of the theme that it has. */
export type Icon = readonly [name: string, colour?: string];

export const iconOf = ([name, colour]: Icon): vscode.ThemeIcon =>
  new vscode.ThemeIcon(name, colour === undefined ? undefined : new vscode.ThemeColor(colour));
