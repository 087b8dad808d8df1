// The Runs view in the side bar.

import type { Locator, Page } from 'playwright-core';
import { chooseInMenu, openMenu } from './explorer.ts';
import { waitFor } from './waiting.ts';

const container = '[id="workbench.view.extension.tensorloom"]';
const rows = (page: Page): Locator => page.locator(`${container} .monaco-list-row`);

export async function showRuns(page: Page): Promise<void> {
  if (!(await page.locator(container).isVisible())) {
    await page.locator('.activitybar .action-item a[aria-label^="Tensorloom"]').first().click();
  }
  await page.locator(container).waitFor({ timeout: 30_000 });
}

/** The rows as a screen reader reads them, top first. */
export async function runRows(page: Page): Promise<readonly string[]> {
  // At one moment: rows come and go while they are looked at.
  return rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
}

/** The row of a run, by part of its name and its state. */
export function runRow(page: Page, ...parts: readonly string[]): Locator {
  return parts.reduce((found, part) => found.and(page.locator(`[aria-label*="${part}" i]`)), rows(page)).first();
}

export async function untilRun(page: Page, parts: readonly string[], seconds = 60): Promise<string> {
  await showRuns(page);
  const found = await waitFor(
    async () =>
      (await runRows(page)).find((row) => parts.every((part) => row.toLowerCase().includes(part.toLowerCase()))),
    { what: `a run that is ${parts.join(', ')}`, seconds },
    (row) => row !== undefined,
  ).catch(async (error: Error) => {
    throw new Error(`${error.message} Rows: ${JSON.stringify(await runRows(page))}`);
  });
  return found as string;
}

/** Chooses from the menu of a run. */
export async function chooseForRun(page: Page, parts: readonly string[], item: string): Promise<void> {
  await showRuns(page);
  // A menu on one of several selected rows is for all of them.
  await page.locator(`${container} .monaco-list`).first().focus();
  await page.keyboard.press('Escape');
  await openMenu(page, runRow(page, ...parts));
  await chooseInMenu(page, item);
}
