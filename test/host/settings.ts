// User settings for a VS Code that stays quiet: no welcome pages, no tips, no update, nothing asked of a network.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

export const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  // Ours would open by itself over what a test has just opened.
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off', // `false` is the older spelling: VS Code would rewrite the file while it starts
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'window.confirmBeforeClose': 'never',
};

/** The file of the user's settings in a user data folder; the server keeps them there too, not in the browser. */
const settingsFile = (userData: string): string => join(userData, 'User/settings.json');

/** Writes the quiet settings with the given ones over them; without any, a file that is there stays. */
export function writeSettings(userData: string, settings?: Settings): void {
  const file = settingsFile(userData);
  if (settings === undefined && existsSync(file)) return;
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}
