// The Explorer's tree and the context menus of trees.

import type { Locator, Page } from 'playwright-core';

const row = (page: Page, name: string): Locator =>
  page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).first();

/** Opens a file of the workspace's root as a permanent editor. */
export async function openFile(page: Page, name: string): Promise<void> {
  await showExplorer(page);
  await row(page, name).dblclick();
  await page.locator(`.tabs-container .tab[data-resource-name="${name}"]`).waitFor({ timeout: 30_000 });
  await page.locator('.editor-instance .view-line').first().waitFor({ timeout: 30_000 });
}

export async function showExplorer(page: Page): Promise<void> {
  if (await page.locator('.explorer-folders-view').isVisible()) return;
  await page.locator('.activitybar .action-item a[aria-label^="Explorer"]').first().click();
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
}

/** Right-clicks an entry of the Explorer and chooses from its menu. */
export async function chooseInExplorer(page: Page, name: string, item: string): Promise<void> {
  await showExplorer(page);
  // Contributed items come a moment after the editor's own, and are enabled a moment after that.
  for (let tries = 0; tries < 10; tries++) {
    await openMenu(page, row(page, name));
    if ((await offered(page, item).count()) > 0) return chooseInMenu(page, item);
    await closeMenu(page);
    await page.waitForTimeout(1000);
  }
  throw new Error(`The menu of ${name} does not let anybody choose ${item}.`);
}

/** What the menu of an Explorer entry offers. */
export async function explorerMenu(page: Page, name: string): Promise<readonly string[]> {
  await showExplorer(page);
  await openMenu(page, row(page, name));
  const labels = await menuItem(page).allInnerTexts();
  await closeMenu(page);
  return labels.map((label) => label.trim());
}

/** Right-clicks until a menu is there: a busy editor may lose a click. */
export async function openMenu(page: Page, on: Locator): Promise<void> {
  await closeMenu(page);
  for (let tries = 0; tries < 3; tries++) {
    await on.click({ button: 'right' });
    const opened = await menuItem(page)
      .first()
      .waitFor({ timeout: 10_000 })
      .then(() => true)
      .catch(() => false);
    if (opened) return;
  }
  throw new Error('No context menu opens.');
}

async function closeMenu(page: Page): Promise<void> {
  while ((await menuItem(page).count()) > 0) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
  }
}

/** Chooses the item with exactly this text from the menu that is open. */
export async function chooseInMenu(page: Page, item: string): Promise<void> {
  const found = offered(page, item).first();
  await found.waitFor({ timeout: 10_000 });
  // A menu takes no click in its first moments, which are long in a busy editor.
  for (let tries = 0; tries < 5; tries++) {
    await page.waitForTimeout(200);
    await found.click({ timeout: 5000 }).catch(() => {});
    await found.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => {});
    if (!(await found.isVisible())) return;
  }
  throw new Error(`The menu stays open after a click on ${item}.`);
}

/** The item of the open menu, where it can be chosen. */
const offered = (page: Page, item: string): Locator =>
  page.locator('.monaco-menu .action-item:not(.disabled) .action-label').and(page.getByText(item, { exact: true }));

const menuItem = (page: Page): Locator => page.locator('.monaco-menu .action-label:not(.separator)');
