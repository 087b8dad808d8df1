// The browser that shows the editors: one process for all editors of a test file.

import { type Browser, chromium } from 'playwright-core';
import { readInstallation } from '../../../scripts/e2e/installation.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let running: Promise<Browser> | undefined;

export function browser(): Promise<Browser> {
  running ??= chromium.launch({ executablePath: readInstallation().chromium, headless: true, args: flags });
  return running;
}

export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = undefined;
}
