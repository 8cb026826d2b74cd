// The workbench as a person with a keyboard knows it. Each step waits for what that person would see; none uses the mouse.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from '../host/browser.ts';
import { projectRoot } from '../host/places.ts';
import type { Server } from '../host/server.ts';
import type { Settings } from '../host/settings.ts';
import { makeQuickInput } from './quick-input.ts';
import type { QuickInput } from './quick-input.ts';

export type Theme = 'dark' | 'light' | 'high contrast' | 'high contrast light';

export interface Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  /** Runs a command by its full title in the palette, as in `Codex Governor: Start Codex Task`. */
  run(title: string): Promise<void>;
  /** Opens a file by its path in the workspace, at a line where one is given. */
  open(path: string, line?: number): Promise<void>;
  /** Gives the keyboard to the active editor, which a page beside it may have taken. */
  focusEditor(): Promise<void>;
  /** Types into the editor at the cursor. */
  type(text: string): Promise<void>;
  /** Pastes into the editor at the cursor: for text too long to type. The clipboard holds it afterwards. */
  paste(text: string): Promise<void>;
  /** Presses keys, as in `Control+End`. */
  press(keys: string): Promise<void>;
  /** Saves the file in the editor and waits until it is saved. */
  save(): Promise<void>;
  /** The text of the editor in view, as far as it is drawn. */
  editorText(): Promise<string>;
  /** Waits for an item of the status bar that has this text, and gives the whole of it. */
  statusItem(text: string | RegExp): Promise<string>;
  /** The texts of the status bar, left to right, as a screen reader hears them. */
  statusItems(): Promise<readonly string[]>;
  /** What a screen reader hears of the status bar item with this text. */
  spokenStatus(text: string | RegExp): Promise<string>;
  /** What VS Code offers for the line of the cursor, by Ctrl+. */
  quickFixes(): Promise<readonly string[]>;
  /** Chooses one of them, by its title. */
  quickFix(title: string): Promise<void>;
  /** The text of the Markdown preview in view, as far as its page goes. */
  previewText(text: string | RegExp): Promise<string>;
  /** Waits until the editor in view draws a squiggle, and gives what is under it. */
  squiggles(kind: 'error' | 'warning'): Promise<number>;
  /** Rests the mouse on the status bar item with this text until its tooltip shows another; gives the whole tooltip. */
  hoverStatus(text: string | RegExp, tooltip: string): Promise<string>;
  /** Opens the Problems panel and waits for a row with this text. */
  problem(text: string | RegExp): Promise<string>;
  /** Opens the Problems panel: the rows it draws, files and problems alike. */
  problems(): Promise<readonly string[]>;
  /** Waits for a notification with this text, and gives the whole of it. */
  notification(text: string | RegExp): Promise<string>;
  /** The notifications in view. */
  notifications(): Promise<readonly string[]>;
  /** Moves to a button of the newest notification with the keyboard, and presses it. */
  pressNotificationButton(label: string): Promise<void>;
  /** Closes every notification. */
  clearNotifications(): Promise<void>;
  /** The text of the modal dialog in view, if there is one. */
  dialog(): Promise<string | undefined>;
  /** Waits for a modal dialog with this text, and gives the whole of it. */
  awaitDialog(text: string | RegExp): Promise<string>;
  /** Waits until the clipboard holds a text like this, and gives the whole of it. */
  clipboard(text: RegExp): Promise<string>;
  /** Switches the theme, as the palette does it: in the user's settings. */
  theme(theme: Theme): Promise<void>;
  /** Writes user settings over those the workbench was opened with. */
  settings(settings: Settings): Promise<void>;
  /** Takes a picture into artifacts/screenshots/NAME.png once what fades in is there; gives its path. */
  screenshot(name: string): Promise<string>;
  /** Fails when the page, or a frame or worker of it, asked anything of another machine. */
  assertStaysHere(): void;
}

// As the VS Code of test/host names them.
const themes: Readonly<Record<Theme, { readonly name: string; readonly mark: string }>> = {
  dark: { name: 'Dark 2026', mark: '.monaco-workbench.vs-dark' },
  light: { name: 'Light 2026', mark: '.monaco-workbench.vs' },
  'high contrast': { name: 'Default High Contrast', mark: '.monaco-workbench.hc-black' },
  'high contrast light': { name: 'Default High Contrast Light', mark: '.monaco-workbench.hc-light' },
};
const fadeIn = 300;

// A webview asks for its own resources under a name that no request goes out for: VS Code's service worker answers it.
const ofWebviews = /\.vscode-resource\.vscode-cdn\.net$/;

export const themeSettings = (theme: Theme): Settings => ({ 'workbench.colorTheme': themes[theme].name });

/** A page on the server, still empty. */
export async function makeWorkbench(
  context: BrowserContext,
  { server, settings }: { readonly server: Server; readonly settings: Settings },
): Promise<Workbench> {
  const asked = watchRequests(context);
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  watchSockets(page, asked);
  const quickInput = makeQuickInput(page);
  const steps = makeEditorSteps(page, quickInput);
  let current = settings;
  return {
    page,
    quickInput,
    ...steps,
    ...makeReadings(page, quickInput),
    ...makeFindingSteps(page),
    ...makeNotificationSteps(page, quickInput),
    run: (title) => quickInput.run(title),
    // VS Code does not see it when another program writes its user's settings, so they are changed as a person does.
    settings: async (settings) => {
      await quickInput.run('Preferences: Open User Settings (JSON)');
      await page.locator('.tab.active', { hasText: 'settings.json' }).waitFor();
      await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
      current = { ...current, ...settings };
      await page.keyboard.press('Control+A');
      await steps.paste(JSON.stringify(current, null, 2));
      await steps.save();
      await quickInput.run('View: Close Editor');
    },
    theme: async (theme) => {
      await quickInput.run('Preferences: Color Theme');
      await quickInput.choose(themes[theme].name);
      await page.locator(themes[theme].mark).waitFor();
      await quickInput.waitUntilClosed();
    },
    screenshot: async (name) => {
      const path = join(projectRoot, 'artifacts/screenshots', `${name}.png`);
      mkdirSync(join(path, '..'), { recursive: true });
      await page.locator('.statusbar-item', { hasText: 'Activating Extensions' }).waitFor({ state: 'detached' });
      await page.waitForTimeout(fadeIn);
      await page.screenshot({ path });
      return path;
    },
    assertStaysHere: () => {
      const outside = [...asked].filter((host) => host !== `127.0.0.1:${server.port}` && !ofWebviews.test(host));
      assert.deepEqual(outside, [], 'requests left this machine');
    },
  };
}

function watchRequests(context: BrowserContext): Set<string> {
  const asked = new Set<string>();
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol)) asked.add(url.host);
  });
  return asked;
}

function watchSockets(page: Page, asked: Set<string>): void {
  page.on('websocket', (socket) => asked.add(new URL(socket.url()).host));
}

type EditorSteps = Pick<Workbench, 'open' | 'focusEditor' | 'type' | 'paste' | 'press' | 'save' | 'editorText'>;

function makeEditorSteps(page: Page, quickInput: QuickInput): EditorSteps {
  const activeTab = page.locator('.editor-group-container.active .tab.active');
  const focused = page.locator('.editor-group-container.active .monaco-editor.focused').first();
  return {
    open: async (path, line) => {
      await quickInput.openFile(path);
      const name = path.split('/').at(-1) ?? path;
      await page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
      await focused.waitFor();
      if (line !== undefined) await quickInput.goToLine(line);
    },
    focusEditor: async () => {
      await quickInput.run('View: Focus Active Editor Group');
      await focused.waitFor();
    },
    type: async (text) => {
      await page.keyboard.type(text);
    },
    paste: async (text) => {
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
      await page.keyboard.press('Control+V');
    },
    press: async (keys) => {
      await page.keyboard.press(keys);
    },
    save: async () => {
      await page.keyboard.press('Control+S');
      await page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor();
      assert.equal(await activeTab.count(), 1);
    },
    editorText: async () => {
      const lines = await page.locator('.editor-group-container.active .view-line').all();
      // Lines are drawn in any order; where they stand is in their style.
      const placed = await Promise.all(
        lines.map(async (line) => ({
          top: await line.evaluate((element) => Number.parseFloat(element.style.top)),
          text: plain(await line.textContent()),
        })),
      );
      return placed
        .sort((left, right) => left.top - right.top)
        .map(({ text }) => text)
        .join('\n');
    },
  };
}

type Readings = Pick<
  Workbench,
  'statusItem' | 'statusItems' | 'problem' | 'problems' | 'dialog' | 'awaitDialog' | 'clipboard'
>;

function makeReadings(page: Page, quickInput: QuickInput): Readings {
  const panel = page.locator('.markers-panel');
  const openProblems = async (): Promise<void> => {
    await quickInput.run('Problems: Focus on Problems View');
    await panel.waitFor();
  };
  return {
    statusItem: async (text) => firstText(page.locator('.statusbar-item', { hasText: text })),
    statusItems: async () => allTexts(page.locator('.statusbar-item:visible')),
    problem: async (text) => {
      await openProblems();
      return firstText(panel.locator('.monaco-list-row', { hasText: text }));
    },
    problems: async () => {
      await openProblems();
      return allTexts(panel.locator('.monaco-list-row'));
    },
    dialog: async () => {
      const box = page.locator('.monaco-dialog-box');
      return (await box.count()) === 0 ? undefined : firstText(box);
    },
    awaitDialog: async (text) => {
      const box = page.locator('.monaco-dialog-box', { hasText: text });
      const words = await firstText(box);
      // A preview that is drawn just then takes the keyboard from it.
      if ((await box.locator(':focus').count()) === 0)
        await box.locator('.monaco-button:not(.secondary)').first().focus();
      return words;
    },
    clipboard: async (text) => {
      for (let tries = 0; tries < 180; tries++) {
        const held = await page.evaluate<string>('navigator.clipboard.readText()');
        if (text.test(held)) return held;
        await page.waitForTimeout(250);
      }
      return assert.fail(`the clipboard does not hold ${String(text)}`);
    },
  };
}

type FindingSteps = Pick<
  Workbench,
  'hoverStatus' | 'quickFixes' | 'quickFix' | 'previewText' | 'squiggles' | 'spokenStatus'
>;

function makeFindingSteps(page: Page): FindingSteps {
  const menu = page.locator('.action-widget:not(.action-list-submenu-panel)');
  const rows = menu.locator('.monaco-list-row.action');
  const openMenu = async (): Promise<void> => {
    // The findings of a line reach the menu a moment after the cursor did.
    for (let tries = 0; tries < 80 && !(await menu.isVisible()); tries++) {
      await page.keyboard.press('Control+.');
      await page.waitForTimeout(250);
    }
    await rows.first().waitFor();
  };
  return {
    quickFixes: async () => {
      await openMenu();
      const titles = await allTexts(rows);
      await page.keyboard.press('Escape');
      await menu.waitFor({ state: 'hidden' });
      return titles;
    },
    quickFix: async (title) => {
      await openMenu();
      const focused = menu.locator('.monaco-list-row.action.focused', { hasText: title });
      for (let tries = 0; tries < 20 && (await focused.count()) === 0; tries++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await menu.waitFor({ state: 'hidden' });
    },
    previewText: async (text) => {
      let shown: readonly string[] = [];
      for (let tries = 0; tries < 180; tries++) {
        const bodies = page.frames().map(async (frame) => allTexts(frame.locator('.markdown-body')).catch(() => []));
        shown = (await Promise.all(bodies)).flat();
        const found = shown.find((told) => (typeof text === 'string' ? told.includes(text) : text.test(told)));
        if (found !== undefined) return found;
        await page.waitForTimeout(250);
      }
      return assert.fail(`no preview shows ${String(text)}, but:\n${shown.join('\n---\n')}`);
    },
    squiggles: async (kind) => {
      const marks = page.locator(`.editor-group-container.active .squiggly-${kind}`);
      await marks.first().waitFor({ state: 'attached' });
      return marks.count();
    },
    hoverStatus: async (text, tooltip) => {
      const shown = page.locator('.workbench-hover .hover-contents', { hasText: tooltip });
      for (let tries = 0; tries < 20 && !(await shown.first().isVisible()); tries++) {
        // Items move when their neighbours change: what lay under the mouse may be another one by now.
        await page.mouse.move(640, 300);
        await page.locator('.statusbar-item', { hasText: text }).first().hover();
        await page.waitForTimeout(1000);
      }
      return firstText(shown);
    },
    spokenStatus: async (text) => {
      const item = page.locator('.statusbar-item', { hasText: text }).first();
      await item.waitFor();
      return (await item.getAttribute('aria-label')) ?? '';
    },
  };
}

type NotificationSteps = Pick<
  Workbench,
  'notification' | 'notifications' | 'pressNotificationButton' | 'clearNotifications'
>;

function makeNotificationSteps(page: Page, quickInput: QuickInput): NotificationSteps {
  const toasts = page.locator('.notification-toast');
  return {
    notification: async (text) => firstText(page.locator('.notification-toast', { hasText: text })),
    notifications: async () => allTexts(toasts),
    pressNotificationButton: async (label) => {
      const button = toasts.first().locator('.monaco-button', { hasText: label });
      await button.waitFor();
      await quickInput.run('Notifications: Focus Notification Toast');
      const focused = toasts.first().locator('.monaco-button:focus', { hasText: label });
      for (let tries = 0; tries < 12; tries++) {
        if ((await focused.count()) > 0) {
          await page.keyboard.press('Enter');
          return;
        }
        await page.keyboard.press('Tab');
      }
      assert.fail(`the keyboard does not reach the button ${label}`);
    },
    clearNotifications: async () => {
      await quickInput.run('Notifications: Clear All Notifications');
      await toasts.first().waitFor({ state: 'detached' });
    },
  };
}

/** VS Code draws spaces that do not break, and marks that have no width. */
function plain(text: string | null): string {
  return (text ?? '').replaceAll('\u00a0', ' ').replaceAll(/[\u200b-\u200f\u202a-\u202e]/g, '');
}

const onOneLine = (text: string): string => plain(text).replaceAll(/\s+/g, ' ').trim();

async function firstText(locator: Locator): Promise<string> {
  await locator.first().waitFor();
  return onOneLine(await locator.first().innerText());
}

async function allTexts(locator: Locator): Promise<readonly string[]> {
  return (await locator.allInnerTexts()).map(onOneLine);
}
