// What the summaries page shows, read from its text and its pixels.

import type { Frame } from 'playwright-core';

const card = (tag: string) => `.card[aria-label="${tag}"]`;

/** The tags that have a card on the tab that is shown. */
export async function cards(frame: Frame): Promise<readonly string[]> {
  const titles = await frame.locator('.groups .card .card-title').all();
  return Promise.all(titles.map(async (title) => (await title.getAttribute('data-text')) ?? ''));
}

/** The last step that a chart says it reaches; undefined before it has points. */
export async function lastStep(frame: Frame, tag: string): Promise<number | undefined> {
  const overlay = frame.locator(`${card(tag)} .chart-overlay`).first();
  if ((await overlay.count()) === 0) return undefined;
  const label = (await overlay.getAttribute('aria-label')) ?? '';
  const step = /steps? .*?([\d,]+)$/.exec(label)?.[1];
  return step === undefined ? undefined : Number(step.replaceAll(',', ''));
}

/** How many pixels of a chart have a colour, which only lines and marks have. */
export async function colouredPixels(frame: Frame, tag: string): Promise<number> {
  const canvas = `document.querySelector(${JSON.stringify(`${card(tag)} .chart-canvas`)})`;
  return (await frame.evaluate(`(() => {
    const { width, height } = ${canvas};
    const { data } = ${canvas}.getContext('2d').getImageData(0, 0, width, height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      const spread = Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]);
      if (data[i + 3] > 100 && spread > 60) count++;
    }
    return count;
  })()`)) as number;
}

/** The rows of the table below a chart, a run each. */
export async function values(frame: Frame, tag: string): Promise<readonly string[]> {
  const rows = await frame.locator(`${card(tag)} .values tbody tr`).allInnerTexts();
  return rows.map((row) => row.replaceAll(/\s+/g, ' ').trim());
}

/** The names in the list of runs. */
export async function runNames(frame: Frame): Promise<readonly string[]> {
  return (await frame.locator('.run .run-name').allInnerTexts()).map((name) => name.trim());
}

export async function showTab(frame: Frame, title: string): Promise<void> {
  await frame.locator('[role=tab]', { hasText: title }).click();
}
