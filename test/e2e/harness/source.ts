// The text editor: what is typed into it, and what it shows in and beside the text.

import type { Page } from 'playwright-core';
import { waitFor } from './waiting.ts';
import { goToLine, statusBar } from './window.ts';

/** Selects the text in the line, and types the other over it, as a person does. */
export async function retype(page: Page, line: number, text: string, other: string): Promise<void> {
  const at = await waitFor(
    async () => (await sourceLines(page))[line - 1]?.indexOf(text) ?? -1,
    { what: `line ${line} to have ${text}` },
    (place) => place >= 0,
  );
  await goToLine(page, line, at + 1);
  // Keys may be lost in a busy editor; the status bar tells how much is selected.
  const selected = async () => Number(/\((\d+) selected\)/.exec((await statusBar(page)).join())?.[1] ?? 0);
  await waitFor(
    async () => {
      const now = await selected();
      if (now < text.length) await page.keyboard.press('Shift+ArrowRight');
      return (await selected()) === text.length;
    },
    { what: `${text} to be selected` },
  );
  await page.keyboard.type(other, { delay: 30 });
  // A list of completions that is still open would take the next key.
  await page.keyboard.press('Escape');
}

/** The lines on the screen as they are in the document, without what the editor draws into them. */
export async function sourceLines(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(`(() => {
    const rows = [...document.querySelector('.editor-instance .view-lines').querySelectorAll('.view-line')].map((row) => {
      const copy = row.cloneNode(true);
      for (const each of copy.querySelectorAll('${hints}')) each.remove();
      return { top: Number.parseFloat(row.style.top), text: copy.textContent.replaceAll('\\u00a0', ' ') };
    });
    return rows.sort((a, b) => a.top - b.top).map(({ text }) => text);
  })()`)) as string[];
}

const hints = '[class*="dyn-rule"]';

/** What the editor draws between the characters of the document: hints. */
export async function inlayHints(page: Page): Promise<readonly string[]> {
  const texts = await page.locator(`.editor-instance .view-line ${hints}`).allInnerTexts();
  return texts.map((text) => text.replaceAll('\u00a0', ' '));
}

/** The lenses above lines. */
export async function lenses(page: Page): Promise<readonly string[]> {
  const texts = await page.locator('.editor-instance .codelens-decoration').allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

/** How many stretches are underlined as errors. */
export const squiggles = (page: Page): Promise<number> => page.locator('.editor-instance .squiggly-error').count();

/** What the hover at a place says. */
export async function hover(page: Page, line: number, column: number, end: 'close' | 'leave open' = 'close') {
  await goToLine(page, line, column);
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  const box = page.locator('.monaco-hover:visible').first();
  await box.waitFor({ timeout: 30_000 });
  // Each part comes when whoever knows it has answered.
  let last = '';
  const text = await waitFor(
    () => box.innerText(),
    { what: 'the whole hover' },
    (now) => {
      const rests = now === last && now.trim() !== '' && !now.includes('Loading');
      last = now;
      return rests;
    },
  );
  if (end === 'close') await page.keyboard.press('Escape');
  return text.replaceAll('\u00a0', ' ');
}

/** Opens the list of fixes at a place, and chooses one. */
export async function chooseFix(page: Page, line: number, column: number, title: string | RegExp): Promise<void> {
  await goToLine(page, line, column);
  for (let tries = 0; tries < 5; tries++) {
    await page.keyboard.press('Control+.');
    const fix = page.locator('.action-widget').getByText(title).first();
    const found = await fix
      .waitFor({ timeout: 6000 })
      .then(() => true)
      .catch(() => false);
    if (found) return fix.click();
    await page.keyboard.press('Escape');
  }
  throw new Error(`No fix is offered with ${title}.`);
}
