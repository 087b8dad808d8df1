// The first minutes: a model from a template, types in the workspace, and a walkthrough that leads through it.

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from './harness/browser.ts';
import { type Editor, openEditor } from './harness/editor.ts';
import { openFile } from './harness/explorer.ts';
import { pick, pickable, runCommand } from './harness/palette.ts';
import { chooseForRun, runRows, untilRun } from './harness/runs-view.ts';
import { waitFor } from './harness/waiting.ts';
import {
  activeTab,
  answerDialog,
  answerNotification,
  clearNotifications,
  dialogText,
  goToLine,
  notifications,
  problems,
  untilNotified,
} from './harness/window.ts';

let editor: Editor;

beforeAll(async () => {
  editor = await openEditor({ workspace: 'quick' });
});
afterAll(async () => {
  await editor?.close();
  await closeBrowser();
});

const types = () => join(editor.folder, 'node_modules', 'tensorloom');
const unresolved = async () => (await problems(editor.page)).some((text) => text.includes("'tensorloom'"));

describe('New Model File…', () => {
  it('offers templates, proposes a free name, and opens the file', async () => {
    const { page } = editor;
    await runCommand(page, 'Tensorloom: New Model File');
    const offered = ['Digits classifier (no download)', 'Linear regression', 'Empty model'];
    // The palette's own list is there until the templates are.
    await waitFor(
      () => pickable(page),
      { what: 'the templates' },
      (labels) => offered.every((label) => labels.includes(label)),
    );
    await pick(page, 'Linear regression');
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
    await waitFor(
      () => activeTab(page),
      { what: 'the file' },
      (tab) => tab === 'linear-regression.ts',
    );
    expect(readFileSync(join(editor.folder, 'linear-regression.ts'), 'utf8')).toContain("from 'tensorloom'");
  });

  it('made a model that trains as it is', async () => {
    const { page } = editor;
    await runCommand(page, 'Tensorloom: Train');
    const row = await untilRun(page, ['linear-regression', 'completed'], 90);
    expect(row).toMatch(/Loss 0\.00/);
  });
});

describe('the types', () => {
  it('are offered by a quick fix, and written after a question', async () => {
    const { page } = editor;
    await openFile(page, 'linear-regression.ts');
    await waitFor(unresolved, { what: 'the import to be unresolved', seconds: 60 }, (found) => found);
    await openFile(page, 'linear-regression.ts');
    await goToLine(page, 2, 25);
    await page.waitForTimeout(1500);
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText("Set up the types of 'tensorloom'").first().click();
    expect(await dialogText(page)).toMatch(/node_modules\/tensorloom[\s\S]*nothing in it is ever run/);
    expect(existsSync(types())).toBe(false);
    await answerDialog(page, 'Set Up');
    await untilNotified(page, 'types of tensorloom are set up');
    expect(existsSync(join(types(), 'index.d.ts'))).toBe(true);
    await waitFor(unresolved, { what: 'the import to be resolved', seconds: 60 }, (found) => !found);
  });

  it('come back after a clean install, and go when asked', async () => {
    const { page } = editor;
    rmSync(join(editor.folder, 'node_modules'), { recursive: true });
    // Looked for with an editor, and not with each.
    await waitFor(
      async () => {
        await openFile(page, 'quick.ts');
        await openFile(page, 'linear-regression.ts');
        return existsSync(join(types(), 'index.d.ts'));
      },
      { what: 'the types', seconds: 60 },
      (there) => there,
    );
    await clearNotifications(page);
    await runCommand(page, 'Tensorloom: Set Up Types');
    await untilNotified(page, 'set up in this workspace already');
    await answerNotification(page, 'set up in this workspace already', 'Remove Them');
    await waitFor(
      async () => existsSync(types()),
      { what: 'the types to be gone' },
      (there) => !there,
    );
  });
});

describe('the walkthrough', () => {
  it('opens with its four steps', async () => {
    const { page } = editor;
    await runCommand(page, 'Tensorloom: Open Walkthrough');
    await page.getByText('Train a model with Tensorloom').first().waitFor({ timeout: 20_000 });
    for (const step of ['Create a model', 'See the shapes', 'Train it', 'Open the graph']) {
      expect(await page.getByText(step, { exact: true }).count()).toBeGreaterThan(0);
    }
  });
});

describe('deleting a run', () => {
  it('asks, takes its folder away, and no other', async () => {
    const { page, folder } = editor;
    await runCommand(page, 'View: Show Explorer');
    await openFile(page, 'linear-regression.ts');
    await runCommand(page, 'Tensorloom: Train');
    const both = (rows: readonly string[]) =>
      rows.filter((row) => row.startsWith('linear-regression') && row.includes('completed')).length === 2;
    await untilRun(page, ['linear-regression', 'completed']);
    await waitFor(() => runRows(page), { what: 'two runs', seconds: 90 }, both);
    const runs = () => readdirSync(join(folder, 'runs', 'linear-regression'));
    const before = runs();
    expect(before).toHaveLength(2);
    await chooseForRun(page, ['linear-regression', 'completed'], 'Delete…');
    expect(await dialogText(page)).toContain(join(folder, 'runs', 'linear-regression'));
    await answerDialog(page, 'Delete');
    // A browser's editor has no trash.
    await waitFor(
      () => dialogText(page),
      { what: 'the second question' },
      (text) => text.includes('no trash'),
    );
    await answerDialog(page, 'Delete for Good');
    await waitFor(
      async () => runs(),
      { what: 'one folder' },
      (left) => left.length === 1,
    );
    expect(before).toContain(runs()[0]);
    await waitFor(
      () => runRows(page),
      { what: 'one row' },
      (rows) => rows.filter((row) => row.startsWith('linear-regression')).length === 1,
    );
    expect((await notifications(page)).filter((text) => /error|fail/i.test(text))).toEqual([]);
  });
});
