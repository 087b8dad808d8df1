// The pages in the real editor: what the axe checker finds there, and the way to everything by keyboard alone.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { expect, it } from 'vitest';
import { focused, seriousViolations } from './harness/accessibility.ts';
import { openFile } from './harness/explorer.ts';
import { selectedNode, untilDrawn } from './harness/graph.ts';
import { choosePath, runCommand } from './harness/palette.ts';
import { untilRun } from './harness/runs-view.ts';
import { cards, showTab } from './harness/summaries.ts';
import { useEditor } from './harness/use-editor.ts';
import { waitFor } from './harness/waiting.ts';
import { webview } from './harness/webview.ts';

const editor = useEditor({ workspace: 'quick', size: { width: 1500, height: 900 } }, async ({ folder }) => {
  cpSync(join(import.meta.dirname, 'fixtures'), join(folder, '..', 'elsewhere'), { recursive: true });
});

async function summariesPage(): Promise<Frame> {
  const { page, folder } = editor();
  await runCommand(page, 'Tensorloom: Open Event Folder…');
  await choosePath(page, join(folder, '..', 'elsewhere', 'pytorch'));
  return webview(page, 'summaries', 'pytorch', 60);
}

/** Presses Tab until the focus is back at the start or leaves the page, and gives what had it. */
async function tabRound(frame: Frame, most = 80): Promise<readonly { name: string; visibleFocus: boolean }[]> {
  const seen: { name: string; visibleFocus: boolean }[] = [];
  for (let count = 0; count < most; count++) {
    await frame.page().keyboard.press('Tab');
    const now = await focused(frame);
    if (now === null) break;
    if (seen.length > 0 && now.name === seen[0]?.name) break;
    seen.push(now);
  }
  return seen;
}

it('axe finds nothing serious on any tab of the summaries', async () => {
  const frame = await summariesPage();
  await waitFor(
    () => cards(frame),
    { what: 'charts' },
    (tags) => tags.length >= 2,
  );
  for (const tab of ['Scalars', 'Histograms', 'Distributions', 'Images', 'Audio', 'Text']) {
    await showTab(frame, tab);
    await waitFor(
      () => cards(frame),
      { what: tab },
      (tags) => tags.length > 0,
    );
    await editor().page.waitForTimeout(500);
    expect({ tab, violations: await seriousViolations(frame) }).toEqual({ tab, violations: [] });
  }
  await showTab(frame, 'Scalars');
});

it('the keyboard reaches runs, settings, tabs and charts, with the focus to be seen', async () => {
  const frame = await webview(editor().page, 'summaries');
  await frame.locator('.run-box').first().focus();
  const reached = await tabRound(frame);
  expect(reached.filter(({ visibleFocus }) => !visibleFocus)).toEqual([]);
  const names = reached.map(({ name }) => name).join('\n');
  for (const part of ['Smoothing', 'Scalars', 'Accuracy', 'Add runs']) expect(names).toContain(part);

  // A chart tells its values to the keyboard.
  const chart = frame.locator('.chart-overlay').first();
  await chart.focus();
  await frame.page().keyboard.press('End');
  await waitFor(
    () => frame.locator('[aria-live]').allInnerTexts(),
    { what: 'what is said' },
    (texts) => texts.some((text) => /199/.test(text)),
  );
});

it('axe finds nothing serious in the graph, and the keyboard goes through it', async () => {
  const { page } = editor();
  await openFile(page, 'quick.ts');
  await runCommand(page, 'Tensorloom: Train');
  await untilRun(page, ['quick', 'completed']);
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'quick.ts');
  await runCommand(page, 'Tensorloom: Show Graph');
  const frame = await webview(page, 'graph', '', 60);
  await untilDrawn(frame, ['value']);
  expect(await seriousViolations(frame)).toEqual([]);

  await frame.locator('.stage').focus();
  await page.keyboard.press('ArrowDown');
  const first = await waitFor(
    () => selectedNode(frame),
    { what: 'a node' },
    (name) => !name.startsWith('Graph'),
  );
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await waitFor(
    () => selectedNode(frame),
    { what: 'another node' },
    (name) => name !== first && name !== '',
  );
  await page.keyboard.press('Shift+Enter');
  await page.locator('.tab.active[data-resource-name="quick.ts"]').first().waitFor();
});
