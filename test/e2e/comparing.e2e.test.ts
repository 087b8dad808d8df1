// Runs beside each other in one panel, and what is left of the panels when the window is loaded again.

import { expect, it } from 'vitest';
import { reloadWindow } from './harness/editor.ts';
import { chooseInExplorer, chooseInMenu, openMenu } from './harness/explorer.ts';
import { untilDrawn } from './harness/graph.ts';
import { runCommand } from './harness/palette.ts';
import { chooseForRun, runRow, runRows, untilRun } from './harness/runs-view.ts';
import { cards, colouredPixels, lastStep, runNames, showTab } from './harness/summaries.ts';
import { useEditor } from './harness/use-editor.ts';
import { waitFor } from './harness/waiting.ts';
import { webview } from './harness/webview.ts';
import { tabs } from './harness/window.ts';

const editor = useEditor({ workspace: 'quick', size: { width: 1600, height: 900 } });

it('draws two runs in the same charts', async () => {
  const { page } = editor();
  for (const count of [1, 2]) {
    await chooseInExplorer(page, 'quick.ts', 'Train');
    await untilRun(page, ['quick', 'completed']);
    await waitFor(
      () => runRows(page),
      { what: `${count} completed` },
      (rows) => rows.filter((row) => /quick.*completed/.test(row)).length === count,
    );
  }
  await runCommand(page, 'View: Close All Editors');
  const [newest, oldest] = (await runRows(page))
    .filter((row) => row.includes('quick'))
    .map((row) => row.split(',')[0] ?? '');
  await runRow(page, `${newest},`).click();
  await runRow(page, `${oldest},`).click({ modifiers: ['Control'] });
  await openMenu(page, runRow(page, `${oldest},`));
  await chooseInMenu(page, 'Compare');

  const frame = await webview(page, 'summaries', ', ');
  const names = await waitFor(
    () => runNames(frame),
    { what: 'both runs' },
    (all) => all.length === 2,
  );
  expect([...names].sort()).toEqual([newest, oldest].sort());
  await waitFor(
    () => cards(frame),
    { what: 'the chart' },
    (tags) => tags.includes('Loss'),
  );
  await waitFor(
    () => lastStep(frame, 'Loss'),
    { what: 'its points' },
    (step) => step === 59,
  );
  await waitFor(
    () => colouredPixels(frame, 'Loss'),
    { what: 'lines' },
    (count) => count > 50,
  );
});

it('restores the panels when the window is loaded again', async () => {
  const { page } = editor();
  await showTab(await webview(page, 'summaries', ', '), 'Histograms');
  await chooseForRun(page, ['quick', 'completed'], 'Open Graph');
  await untilDrawn(await webview(page, 'graph'), ['value']);
  const before = await tabs(page);
  expect(before.filter((title) => title.startsWith('Summaries')).length).toBeGreaterThan(0);
  await reloadWindow(editor());
  await waitFor(
    () => tabs(page),
    { what: 'the tabs' },
    (now) => now.join() === before.join(),
  );
  await untilDrawn(await webview(page, 'graph', '', 60), ['value']);
  await page.locator('.tab[aria-label*=", quick"]').click();
  const summaries = await webview(page, 'summaries', ', ', 60);
  await waitFor(
    () => runNames(summaries),
    { what: 'both runs' },
    (names) => names.length === 2,
  );
  await waitFor(
    () => summaries.locator('[role=tab][aria-selected=true]').innerText(),
    { what: 'the tab that was shown' },
    (tab) => tab.includes('Histograms'),
  );
  expect(await runRows(page)).toHaveLength(2);
});
