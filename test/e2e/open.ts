// Opens what a person sees: the packed extension, installed in a VS Code of its own, on a fresh sample repository.
import { join } from 'node:path';
import type { Locator } from '../host/browser.ts';
import { makeTemporaryFolder } from '../../scripts/temporary-folder.ts';
import { packedVsix } from '../../scripts/vsix.ts';
import { launchBrowser } from '../host/browser.ts';
import { installVsix, startServer, workbenchAddress } from '../host/server.ts';
import { quietSettings } from '../host/settings.ts';
import type { Settings } from '../host/settings.ts';
import { makeSample, shippedPolicy } from '../sample/make-sample.ts';
import { makeWorkbench, themeSettings } from './workbench.ts';
import type { Theme, Workbench } from './workbench.ts';

export interface OpenWishes {
  /** The text of the sample's policy; the shipped one unless given. */
  readonly policy?: string;
  /** User settings, over those that keep typing exact. */
  readonly settings?: Settings;
  /** Dark unless given. */
  readonly theme?: Theme;
  /** Changes the sample before VS Code sees it. */
  readonly change?: (folder: string) => void;
  /** Writes a workspace file for the sample, and gives its path: that is opened instead of the folder. */
  readonly workspace?: (folder: string) => string;
  /** Environment of VS Code and of the extension in it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the sample is made; a folder for temporary files unless given. */
  readonly place?: string;
  /** Whether VS Code asks if the folder is trusted. */
  readonly asksForTrust?: boolean;
}

export interface OpenWorkbench {
  readonly workbench: Workbench;
  /** The sample repository on disk. */
  readonly folder: string;
  /** A further window on the same folder. */
  openWindow(): Promise<Workbench>;
  /** What the VS Code server printed. */
  log(): string;
  dispose(): Promise<void>;
}

// Keys must give the characters typed, and nothing may blink in a picture.
const exactTyping: Settings = {
  'editor.acceptSuggestionOnCommitCharacter': false,
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'none',
  'editor.cursorBlinking': 'solid',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'files.autoSave': 'off',
  'workbench.editor.useModal': 'off',
};

/** Opens a workbench. Whoever opens it disposes of it, also when a test failed. */
export async function openWorkbench(wishes: OpenWishes = {}): Promise<OpenWorkbench> {
  const temporary = makeTemporaryFolder('codex-governor-e2e', wishes.place);
  const disposals: (() => Promise<void> | void)[] = [() => temporary.dispose()];
  const dispose = async (): Promise<void> => {
    for (const each of disposals.splice(0).toReversed()) await each();
  };
  try {
    const folder = join(temporary.path, 'meridian');
    const extensions = join(temporary.path, 'extensions');
    const userData = join(temporary.path, 'user');
    makeSample(folder, { policy: wishes.policy ?? shippedPolicy(), lastDay: 'today' });
    wishes.change?.(folder);
    installVsix(packedVsix(), extensions);
    const settings = { ...exactTyping, ...themeSettings(wishes.theme ?? 'dark'), ...wishes.settings };
    const { environment, asksForTrust } = wishes;
    const server = await startServer({ userData, extensions, settings, environment, asksForTrust });
    disposals.push(() => server.dispose());
    const browser = await launchBrowser();
    disposals.push(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
    const workspace = wishes.workspace?.(folder);
    const address = workbenchAddress(server, workspace === undefined ? { folder } : { workspace });
    const openWindow = async (): Promise<Workbench> => {
      const workbench = await makeWorkbench(context, { server, settings: { ...quietSettings, ...settings } });
      await workbench.page.goto(address);
      await workbench.page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: 60_000 });
      return workbench;
    };
    return { workbench: await openWindow(), folder, openWindow, log: () => server.log(), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** In a `describe`: takes a picture of the workbench whenever a test of it fails. */
export function pictureFailures(workbench: () => Workbench): void {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    const name = test.fullTitle().replaceAll(/[^\w]+/g, '-');
    await workbench().screenshot(`failed/${name}`);
  });
}

/** In a `describe` whose tests go on from one another: after a failure the rest is not tried, and the story has failed. */
export function tellAsStory(): void {
  let broken: string | undefined;
  beforeEach(() => {
    if (broken !== undefined) throw new Error(`the story broke off before, in: ${broken}`);
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') broken = this.currentTest.title;
  });
}

/** A view of the side bar, by its name. */
export const viewOf = ({ page }: Workbench, name: string): Locator =>
  page.locator('.pane', { has: page.locator(`.pane-header[aria-label^="${name} "]`) });
