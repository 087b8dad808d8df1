// The Explorer's tree and the context menus of trees.

import type { Locator, Page } from 'playwright-core';

const row = (page: Page, name: string): Locator =>
  page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).first();

/** Opens a file of the workspace's root as a permanent editor. */
export async function openFile(page: Page, name: string): Promise<void> {
  await showExplorer(page);
  await row(page, name).dblclick();
  await page.locator(`.tabs-container .tab[data-resource-name="${name}"]`).waitFor({ timeout: 15_000 });
  await page.locator('.editor-instance .view-line').first().waitFor({ timeout: 15_000 });
}

export async function showExplorer(page: Page): Promise<void> {
  if (await page.locator('.explorer-folders-view').isVisible()) return;
  await page.locator('.activitybar .action-item a[aria-label^="Explorer"]').first().click();
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
}

/** Right-clicks an entry of the Explorer and chooses from its menu. */
export async function chooseInExplorer(page: Page, name: string, item: string): Promise<void> {
  await showExplorer(page);
  await row(page, name).click({ button: 'right' });
  await chooseInMenu(page, item);
}

/** What the menu of an Explorer entry offers. */
export async function explorerMenu(page: Page, name: string): Promise<readonly string[]> {
  await showExplorer(page);
  await row(page, name).click({ button: 'right' });
  await menuItem(page).first().waitFor();
  const labels = await menuItem(page).allInnerTexts();
  await page.keyboard.press('Escape');
  return labels.map((label) => label.trim());
}

/** Chooses the item with exactly this text from the menu that is open. */
export async function chooseInMenu(page: Page, item: string): Promise<void> {
  const found = menuItem(page)
    .and(page.getByText(item, { exact: true }))
    .first();
  await found.waitFor({ timeout: 10_000 });
  await found.click();
}

const menuItem = (page: Page): Locator => page.locator('.monaco-menu .action-label:not(.separator)');
