// The browser that shows the workbench. The types of its library are re-exported: it is installed here, not in the project.
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findChromium } from './places.ts';

export type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

const switches = [
  '--no-sandbox', // as root, in a container, Chromium starts no other way
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No name but this machine's is ever looked up, whatever the page asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** Starts a headless Chromium. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium found: install one, or name it in CHROME_BIN');
  return chromium.launch({ executablePath, headless: true, args: switches });
}
