// Opens every view of the extension in one editor, one after the other, and takes a picture of each.

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../../scripts/tool.ts';
import { closeBrowser } from '../harness/browser.ts';
import { type Editor, openEditor, screenshot, type Theme } from '../harness/editor.ts';
import { chooseInExplorer, openFile, showExplorer } from '../harness/explorer.ts';
import { clickNode, faultyEdges, pressButton, untilDrawn } from '../harness/graph.ts';
import { choosePath, runCommand } from '../harness/palette.ts';
import { showRuns, untilRun } from '../harness/runs-view.ts';
import { hover } from '../harness/source.ts';
import { lastStep, showTab } from '../harness/summaries.ts';
import { waitFor } from '../harness/waiting.ts';
import { webview } from '../harness/webview.ts';
import { answerDialog, problems } from '../harness/window.ts';

/** In the order in which they are taken: each goes on from where the one before left the editor. */
const views = {
  source: async ({ page }: Editor) => {
    await openFile(page, 'digits.ts');
    await page.waitForTimeout(3000);
  },
  training: async ({ page }: Editor) => {
    await runCommand(page, 'Tensorloom: Set Up Types in This Workspace');
    await answerDialog(page, 'Set Up');
    await page.waitForTimeout(3000);
    await chooseInExplorer(page, 'digits.ts', 'Train');
    const frame = await webview(page, 'summaries', 'digits', 60);
    await waitFor(
      () => lastStep(frame, 'Loss'),
      { what: 'points' },
      (step) => (step ?? 0) > 100,
    );
    await showRuns(page);
  },
  runs: async ({ page }: Editor) => {
    const row = await untilRun(page, ['digits', 'completed']);
    await page
      .locator(`[id="workbench.view.extension.tensorloom"] [aria-label="${row}"] .monaco-tl-twistie`)
      .first()
      .click();
    await page.waitForTimeout(1500);
  },
  scalars: async ({ page, folder }: Editor) => {
    await runCommand(page, 'View: Close All Editors');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'Tensorloom: Open Event Folder…');
    await choosePath(page, join(folder, '..', 'elsewhere', 'pytorch'));
    const frame = await webview(page, 'summaries', 'pytorch', 60);
    await waitFor(
      () => lastStep(frame, 'Accuracy'),
      { what: 'points' },
      (step) => step === 199,
    );
    const box = await frame.locator('.chart-overlay').first().boundingBox();
    if (box) await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5);
    await page.waitForTimeout(800);
  },
  histograms: (editor: Editor) => tab(editor, 'Histograms'),
  distributions: (editor: Editor) => tab(editor, 'Distributions'),
  images: (editor: Editor) => tab(editor, 'Images'),
  audio: (editor: Editor) => tab(editor, 'Audio'),
  texts: (editor: Editor) => tab(editor, 'Text'),
  graph: async ({ page }: Editor) => {
    await runCommand(page, 'View: Close All Editors');
    await showExplorer(page);
    await openFile(page, 'digits.ts');
    await runCommand(page, 'Tensorloom: Show Graph');
    await untilDrawn(await webview(page, 'graph', 'digits', 60), ['model']);
    await page.waitForTimeout(1500);
  },
  'graph-layer': async ({ page }: Editor) => {
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    const frame = await webview(page, 'graph', 'digits');
    await clickNode(frame, 'model', 2);
    await untilDrawn(frame, ['model/fc1']);
    await clickNode(frame, 'model/fc1', 2);
    await untilDrawn(frame, ['model/fc1/MatMul']);
    await clickNode(frame, 'model/fc1/MatMul');
    await page.waitForTimeout(1500);
  },
  typing: async ({ page, folder }: Editor) => {
    await runCommand(page, 'View: Close All Editors');
    const file = join(folder, 'digits.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace('[64, 10]', '[46, 10]'));
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await showExplorer(page);
    await openFile(page, 'digits.ts');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'Tensorloom: Show Graph');
    const frame = await webview(page, 'graph', 'Graph: digits', 60);
    await frame.locator('.banner', { hasText: '1 operation could not be made.' }).waitFor();
    await pressButton(frame, 'Show');
    await waitFor(
      () => faultyEdges(frame),
      { what: 'the red edges' },
      (edges) => edges.length > 0,
    );
    await pressButton(frame, 'Details');
    for (let count = 0; count < 3; count++) await pressButton(frame, 'Zoom in');
    await pressButton(frame, 'Show');
    await page.locator('.tab[data-resource-name="digits.ts"]').first().click();
    await hover(page, 24, 16, 'leave open');
    await page.waitForTimeout(1500);
  },
  faults: async ({ page }: Editor) => {
    await runCommand(page, 'View: Close All Editors');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await showExplorer(page);
    await openFile(page, 'shapes.ts');
    await chooseInExplorer(page, 'shapes.ts', 'Train');
    await waitFor(
      () => problems(page),
      { what: 'the problem' },
      (rows) => rows.some((row) => row.includes('inner sizes 3 and 4')),
    );
    await page.waitForTimeout(1000);
  },
  walkthrough: async ({ page }: Editor) => {
    await runCommand(page, 'View: Toggle Panel Visibility').catch(() => {});
    await runCommand(page, 'Tensorloom: Open Walkthrough');
    await page.waitForTimeout(3000);
  },
  settings: async ({ page }: Editor) => {
    await runCommand(page, 'Preferences: Open Settings (UI)');
    await page.locator('.settings-editor .suggest-input-container').first().click();
    await page.keyboard.type('@ext:tensorloom.tensorloom-vscode');
    await page.waitForTimeout(2500);
  },
} as const satisfies Record<string, (editor: Editor) => Promise<void>>;

export type Picture = keyof typeof views;

/** Returns what could not be taken, and why; the others are in test-results/screenshots/<theme>. */
export async function takePictures(theme: Theme): Promise<ReadonlyMap<Picture, Error>> {
  const failed = new Map<Picture, Error>();
  const editor = await openEditor({ workspace: 'digits', theme, settings: { 'editor.minimap.enabled': false } });
  const end = join(root, 'test', 'e2e');
  cpSync(join(end, 'fixtures'), join(editor.folder, '..', 'elsewhere'), { recursive: true });
  cpSync(join(end, 'workspaces', 'faulty'), editor.folder, { recursive: true });
  try {
    for (const [name, open] of Object.entries(views) as [Picture, (typeof views)[Picture]][]) {
      await open(editor).catch((error: Error) => failed.set(name, error));
      await clearToasts(editor.page, name);
      await screenshot(editor, join('screenshots', theme, name));
    }
  } finally {
    await editor.close();
    await closeBrowser();
  }
  return failed;
}

async function tab({ page }: Editor, title: string): Promise<void> {
  const frame = await webview(page, 'summaries', 'pytorch');
  await showTab(frame, title);
  await page.mouse.move(5, 400);
  await page.waitForTimeout(1500);
}

/** A message of the view before would cover the next; of a fault, it is a part of the picture. */
async function clearToasts(page: Page, name: Picture): Promise<void> {
  if (name === 'faults') return;
  const toasts = await page.locator('.notification-toast').count();
  if (toasts > 0) await runCommand(page, 'Notifications: Clear All Notifications');
}
