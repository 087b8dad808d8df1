// The command palette, quick inputs and the simple file dialog.

import type { Locator, Page } from 'playwright-core';
import { waitFor } from './waiting.ts';

const widget = (page: Page): Locator => page.locator('.quick-input-widget:visible');

/** Runs a command by its title as the palette shows it: "Category: Title". */
export async function runCommand(page: Page, title: string): Promise<void> {
  // The list is made when the palette opens, and contributed commands come a moment after the editor's own.
  const tries = 5;
  for (let count = 1; count <= tries; count++) {
    await openPalette(page);
    const items = widget(page).locator('.monaco-list-row', { hasText: title });
    // An earlier list may still be closing, and take the text and the key with it.
    const found = await widget(page)
      .locator('input')
      .first()
      .fill(`>${title}`, { timeout: 3000 })
      .then(() => items.first().waitFor({ timeout: 6000 }))
      .then(() => true)
      .catch(() => false);
    if (found) {
      // The title may be the beginning of another's.
      const names = await items.locator('.label-name').allInnerTexts();
      const exact = names.findIndex((name) => name.trim() === title);
      return items.nth(Math.max(0, exact)).click();
    }
    await page.keyboard.press('Escape');
  }
  throw new Error(`The palette has no ${title}.`);
}

/** The commands that the palette offers for a search. */
export async function offeredCommands(page: Page, search: string): Promise<readonly string[]> {
  await openPalette(page);
  await widget(page).locator('input').first().fill(`>${search}`);
  await page.waitForTimeout(500);
  const labels = await widget(page).locator('.monaco-list-row .label-name').allInnerTexts();
  await page.keyboard.press('Escape');
  return labels;
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('F1');
  await widget(page).waitFor({ timeout: 30_000 });
}

/** Picks an item of the quick pick that is open. */
export async function pick(page: Page, label: string): Promise<void> {
  const item = widget(page).locator('.monaco-list-row', { hasText: label }).first();
  await item.waitFor({ timeout: 30_000 });
  await item.click();
}

/** The labels in the quick pick that is open. */
export async function pickable(page: Page): Promise<readonly string[]> {
  await widget(page).locator('.monaco-list-row').first().waitFor({ timeout: 30_000 });
  return widget(page).locator('.monaco-list-row .label-name').allInnerTexts();
}

/** Types an answer into the input box that is open. */
export async function answer(page: Page, text: string): Promise<void> {
  const input = widget(page).locator('input').first();
  await input.waitFor({ timeout: 30_000 });
  await input.fill(text);
  await page.keyboard.press('Enter');
}

/** Chooses a file or folder in the dialog that a browser-hosted editor shows in place of the system's. */
export async function choosePath(page: Page, path: string): Promise<void> {
  const input = widget(page).locator('input').first();
  await input.waitFor({ timeout: 30_000 });
  // The dialog first writes the path that it proposes, over what is there.
  await waitFor(
    () => input.inputValue(),
    { what: 'the proposed path' },
    (value) => value !== '',
  );
  await page.waitForTimeout(500);
  await input.fill(path);
  // The dialog looks each path up first, and takes Enter only after that.
  for (let tries = 0; tries < 5 && (await input.isVisible()); tries++) {
    await page.waitForTimeout(1000);
    await page.keyboard.press('Enter');
    await widget(page)
      .waitFor({ state: 'hidden', timeout: 4000 })
      .catch(() => {});
  }
}
