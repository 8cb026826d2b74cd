// The box at the top of the window: palette, pick lists, input boxes. By keyboard, step by step, so that no key comes
// before what it is meant for.
import type { Page } from '../host/browser.ts';

export interface QuickInput {
  /** Runs a command of the palette by its full title. */
  run(title: string): Promise<void>;
  openFile(path: string): Promise<void>;
  goToLine(line: number): Promise<void>;
  /** Waits until a box asks, with this text as its title, its placeholder or its prompt. */
  waitFor(text: string | RegExp): Promise<void>;
  /** The labels in view. */
  rows(): Promise<readonly string[]>;
  /** The whole of a row in view, as a screen reader hears it: label, description, detail. */
  row(text: string): Promise<string>;
  /** Chooses the row with this text: puts it in the box to narrow the list, waits for the row, presses Enter. */
  choose(text: string): Promise<void>;
  /** In a list of several choices: ticks the rows with these texts, given from top to bottom, and accepts. */
  tick(texts: readonly string[]): Promise<void>;
  /** Types into the box, key by key, and leaves it open. */
  type(text: string): Promise<void>;
  /** Puts text in the box, as pasted, and accepts. */
  answer(text: string): Promise<void>;
  accept(): Promise<void>;
  /** Goes back one step, as its arrow does. */
  goBack(): Promise<void>;
  cancel(): Promise<void>;
  /** What is typed in the box. */
  value(): Promise<string>;
  /** Waits until the box says this about the text in it, as in a refusal; gives the whole of it. */
  message(text: string | RegExp): Promise<string>;
  waitUntilClosed(): Promise<void>;
}

/** How many rows down a row may be. */
const farthest = 100;

const focused = '.quick-input-widget input:focus';

const mostPresses = 3;
/** In milliseconds; far more than a box takes to show itself. */
const untilPressedAnew = 5000;

export function makeQuickInput(page: Page): QuickInput {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('.quick-input-box input');
  const row = widget.locator('.monaco-list-row');
  const { keyboard } = page;

  const ready = async (): Promise<void> => {
    await page.waitForSelector(focused);
  };
  const closed = async (): Promise<void> => widget.waitFor({ state: 'hidden' });
  /** Moves down to the row whose label is the text, or else holds it: the best match is not always the first row. */
  const moveTo = async (text: string): Promise<void> => {
    await row.filter({ hasText: text }).first().waitFor();
    const exact = row.filter({ has: page.locator('.label-name').getByText(text, { exact: true }) });
    const wanted = (await exact.count()) > 0 ? exact : row.filter({ hasText: text });
    const reached = wanted.and(widget.locator('.monaco-list-row.focused'));
    for (let steps = 0; (await reached.count()) === 0; steps++) {
      if (steps === farthest) throw new Error(`the keyboard does not reach ${text}`);
      await keyboard.press('ArrowDown');
    }
  };
  const choose = async (text: string): Promise<void> => {
    await ready();
    await keyboard.insertText(text);
    await moveTo(text);
    await keyboard.press('Enter');
  };
  /** A page that is still being loaded, as that of a preview, takes the keyboard to itself: then they are pressed anew. */
  const openWith = async (keys: string): Promise<void> => {
    for (let presses = 1; presses <= mostPresses; presses++) {
      await closed();
      await keyboard.press(keys);
      const isReady = await page.waitForSelector(focused, { timeout: untilPressedAnew }).then(
        () => true,
        () => false,
      );
      if (isReady) return;
    }
    await ready();
  };
  const type = async (text: string): Promise<void> => {
    await ready();
    await keyboard.press('Control+A');
    await keyboard.type(text);
  };

  return {
    run: async (title) => {
      await openWith('F1');
      await choose(title);
    },
    openFile: async (path) => {
      await openWith('Control+P');
      await keyboard.insertText(path);
      const name = path.split('/').at(-1) ?? path;
      await moveTo(name);
      await keyboard.press('Enter');
      await closed();
    },
    goToLine: async (line) => {
      await openWith('Control+G');
      await keyboard.type(String(line));
      await keyboard.press('Enter');
      await closed();
    },
    waitFor: async (text) => {
      const byText = widget.filter({ hasText: text });
      const byPlaceholder = widget.filter({ has: page.getByPlaceholder(text) });
      await byText.or(byPlaceholder).first().waitFor();
      await ready();
    },
    rows: async () => {
      await row.first().waitFor();
      const labels = await row.locator('.quick-input-list-row:first-child .label-name').allTextContents();
      return labels.map((label) => label.trim());
    },
    row: async (text) => {
      const wanted = row.filter({ hasText: text }).first();
      await wanted.waitFor();
      return (await wanted.getAttribute('aria-label')) ?? '';
    },
    choose,
    tick: async (texts) => {
      await ready();
      // Typing would narrow the list, but the first tick takes the keyboard away from the box.
      for (const text of texts) {
        await moveTo(text);
        await keyboard.press('Space');
      }
      await keyboard.press('Enter');
    },
    type,
    answer: async (text) => {
      await ready();
      await keyboard.press('Control+A');
      await keyboard.insertText(text);
      await keyboard.press('Enter');
    },
    accept: async () => {
      await ready();
      await keyboard.press('Enter');
    },
    goBack: async () => {
      await ready();
      await keyboard.press('Control+Alt+-');
    },
    cancel: async () => {
      await keyboard.press('Escape');
      await closed();
    },
    value: async () => input.inputValue(),
    message: async (text) => {
      const message = widget.locator('.quick-input-message', { hasText: text });
      await message.waitFor();
      return message.innerText();
    },
    waitUntilClosed: closed,
  };
}
