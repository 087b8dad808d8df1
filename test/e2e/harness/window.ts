// What the window tells: notifications, dialogs, the status bar, the Problems view, tabs and the cursor's place.

import type { Locator, Page } from 'playwright-core';
import { runCommand } from './palette.ts';
import { waitFor } from './waiting.ts';

/** The texts of the notifications now on screen. */
export async function notifications(page: Page): Promise<readonly string[]> {
  return page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
}

export async function untilNotified(page: Page, text: string | RegExp, seconds = 30): Promise<string> {
  const matches = (message: string) => (typeof text === 'string' ? message.includes(text) : text.test(message));
  const found = await waitFor(async () => (await notifications(page)).find(matches), {
    what: `a notification with ${text}`,
    seconds,
  });
  return found as string;
}

export async function clearNotifications(page: Page): Promise<void> {
  await runCommand(page, 'Notifications: Clear All Notifications');
  await page.locator('.notification-toast').first().waitFor({ state: 'detached', timeout: 5000 });
}

/** The text of an output channel, which this brings up. */
export async function outputText(page: Page, channel: string): Promise<string> {
  if (!(await page.locator('.output-view').isVisible())) {
    await runCommand(page, `${channel}: Show Log`);
    await page.locator('.output-view').waitFor({ timeout: 30_000 });
  }
  const lines = await page.locator('.output-view .view-line').allInnerTexts();
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** Presses a button of a notification. */
export async function answerNotification(page: Page, text: string, button: string): Promise<void> {
  const toast = page.locator('.notification-toast', { hasText: text }).first();
  await toast.locator('.monaco-button', { hasText: button }).first().click();
}

/** Presses a button of the modal dialog. Another one may follow at once. */
export async function answerDialog(page: Page, button: string | RegExp): Promise<void> {
  const question = await dialogText(page);
  const found = page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: button }).first();
  await found.waitFor({ timeout: 30_000 });
  await found.click();
  const box = page.locator('.monaco-dialog-box').first();
  await waitFor(
    async () => ((await box.isVisible()) ? box.innerText({ timeout: 1000 }).catch(() => '') : ''),
    { what: 'the dialog to go' },
    (text) => text !== question,
  );
}

export async function dialogText(page: Page): Promise<string> {
  const box = page.locator('.monaco-dialog-box').first();
  await box.waitFor({ timeout: 30_000 });
  return box.innerText();
}

/** The status bar's items as a screen reader names them. */
export async function statusBar(page: Page): Promise<readonly string[]> {
  // At one moment: items come and go while they are looked at.
  const texts = await page
    .locator('.statusbar-item')
    .evaluateAll((items) =>
      items.map((item) => item.querySelector('[aria-label]')?.getAttribute('aria-label') ?? item.textContent ?? ''),
    );
  return texts.filter((text) => text !== '');
}

/** The rows of the Problems view as a screen reader reads them. */
export async function problems(page: Page): Promise<readonly string[]> {
  await runCommand(page, 'Problems: Focus on Problems View');
  await page.locator('.markers-panel').waitFor();
  await page.waitForTimeout(300);
  return page
    .locator('.markers-panel .monaco-list-row')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
}

/** Titles of the open tabs: for files, their names. */
export async function tabs(page: Page): Promise<readonly string[]> {
  return Promise.all((await page.locator('.tabs-container .tab').all()).map(titleOf));
}

export async function activeTab(page: Page): Promise<string> {
  return titleOf(page.locator('.editor-group-container.active .tab.active').first());
}

async function titleOf(tab: Locator): Promise<string> {
  return ((await tab.getAttribute('aria-label')) ?? '').split(',')[0]?.trim() ?? '';
}

/** The cursor's line, as the status bar gives it. */
export async function cursorLine(page: Page): Promise<number> {
  const text = (await statusBar(page)).find((item) => /Ln \d+/.test(item)) ?? '';
  return Number(/Ln (\d+)/.exec(text)?.[1] ?? Number.NaN);
}

export async function goToLine(page: Page, line: number, column = 1): Promise<void> {
  await page.keyboard.press('Control+g');
  const input = page.locator('.quick-input-widget:visible input').first();
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  // Until it is closed, it takes the keys.
  await input.waitFor({ state: 'hidden' });
}
