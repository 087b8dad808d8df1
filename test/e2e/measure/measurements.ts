// What is measured, each in an editor of its own, and the rows it gives to the table.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { type Editor, openEditor } from '../harness/editor.ts';
import { clickNode, drawnNodes } from '../harness/graph.ts';
import { choosePath, runCommand } from '../harness/palette.ts';
import { processesOf, startGroup } from '../harness/processes.ts';
import { colouredPixels, lastStep } from '../harness/summaries.ts';
import { pause, waitFor } from '../harness/waiting.ts';
import { webview } from '../harness/webview.ts';
import { tagName, writeEventFolder } from './event-folder.ts';
import { wideScope, writeLargeGraph } from './large-graph.ts';

export interface Row {
  readonly what: string;
  readonly value: string;
  readonly goal: string;
}

export const measurements: Readonly<Record<string, (data: string) => Promise<readonly Row[]>>> = {
  folder: eventFolder,
  live: liveRun,
  graph: largeGraph,
  activation,
};

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** The highest resident memory so far of the process whose command has this text (Linux). */
function memory({ server }: Editor, command: string): string {
  const found = processesOf(server.group.id).find((process) => process.command.includes(command));
  const status = found ? readFileSync(`/proc/${found.pid}/status`, 'utf8') : '';
  const kibibytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN);
  return `${megabytes(kibibytes('VmRSS') * 1024)}, at most ${megabytes(kibibytes('VmHWM') * 1024)}`;
}

const host = '--type=extensionHost';
const reader = 'dist/reader.js';

async function withEditor<T>(work: (editor: Editor) => Promise<T>): Promise<T> {
  const editor = await openEditor({ workspace: 'quick', size: { width: 1400, height: 900 } });
  try {
    // Let the editor finish its own start.
    await pause(5000);
    return await work(editor);
  } finally {
    await editor.close();
  }
}

/** Opens a path by a command, and gives when the dialog was answered. */
async function openByDialog(page: Page, command: string, path: string): Promise<number> {
  await runCommand(page, command);
  await choosePath(page, path);
  return performance.now();
}

async function eventFolder(data: string): Promise<readonly Row[]> {
  const folder = join(data, 'events');
  const bytes = writeEventFolder(folder, { runs: 50, tags: 100, points: 10_000 });
  return withEditor(async (editor) => {
    const { page } = editor;
    const before = memory(editor, host);
    const started = await openByDialog(page, 'Tensorloom: Open Event Folder…', folder);
    const frame = await webview(page, 'summaries', 'events', 60);
    const opened = performance.now();
    await waitFor(
      () => colouredPixels(frame, tagName(0)),
      { what: 'a line', seconds: 120 },
      (count) => count > 100,
    );
    const firstChart = performance.now();
    const longest = await longestFrame(frame, () => scroll(frame));
    const bar = frame.locator('.progress-bar');
    await waitFor(
      () => bar.isVisible(),
      { what: 'the end of reading', seconds: 300 },
      (reading) => !reading,
    );
    const indexed = performance.now();
    return [
      { what: `event folder of ${megabytes(bytes)}: page loaded`, value: seconds(opened - started), goal: '' },
      { what: '  first chart drawn', value: seconds(firstChart - started), goal: '3 s' },
      { what: '  longest frame while scrolling and reading', value: `${Math.round(longest)} ms`, goal: '' },
      { what: '  all read', value: seconds(indexed - started), goal: '' },
      { what: '  host memory before', value: before, goal: '' },
      { what: '  host memory', value: memory(editor, host), goal: '300 MB' },
      { what: '  reader memory', value: memory(editor, reader), goal: '' },
    ];
  });
}

async function liveRun(data: string): Promise<readonly Row[]> {
  const folder = join(data, 'live');
  const writer = startGroup({
    command: process.execPath,
    args: [join(import.meta.dirname, 'live-writer.ts'), folder],
    logFile: join(data, 'live.log'),
  });
  try {
    return await withEditor(async (editor) => {
      await openByDialog(editor.page, 'Tensorloom: Open Event Folder…', folder);
      const frame = await webview(editor.page, 'summaries', 'live', 60);
      await waitFor(
        () => lastStep(frame, 'live/metric_0'),
        { what: 'points', seconds: 60 },
        (step) => (step ?? 0) > 100,
      );
      const early = memory(editor, host);
      const span = 20_000;
      const updates = await countUpdates(frame, 'live/metric_0', span);
      return [
        { what: 'live run of 1,000 points/s: updates of a chart', value: `${updates.toFixed(1)} /s`, goal: '10 /s' },
        { what: '  host memory at first', value: early, goal: '' },
        { what: `  host memory after ${span / 1000} s`, value: memory(editor, host), goal: 'bounded' },
        { what: '  reader memory', value: memory(editor, reader), goal: '' },
      ];
    });
  } finally {
    await writer.end();
  }
}

async function largeGraph(data: string): Promise<readonly Row[]> {
  const path = join(data, 'large.pb');
  writeLargeGraph(path, 20_000);
  return withEditor(async (editor) => {
    const started = await openByDialog(editor.page, 'Tensorloom: Open Graph…', path);
    const frame = await webview(editor.page, 'graph', 'large', 60);
    const drawn = (enough: (nodes: readonly string[]) => boolean) =>
      waitFor(
        async (): Promise<readonly string[]> =>
          (await frame.locator('.busy:visible').count()) > 0 ? [] : drawnNodes(frame),
        { what: 'nodes', seconds: 60 },
        enough,
      );
    await drawn((nodes) => nodes.includes(wideScope.name));
    const opened = performance.now();
    await clickNode(frame, wideScope.name);
    await pause(1000);
    const clicked = performance.now();
    await frame.getByRole('button', { name: 'Expand', exact: true }).first().click();
    await drawn((nodes) => nodes.some((name) => name.startsWith(`${wideScope.name}/`)));
    return [
      { what: 'GraphDef of 20,000 nodes: drawn, folded', value: seconds(opened - started), goal: '2 s' },
      { what: '  a scope of 300 children expanded', value: seconds(performance.now() - clicked), goal: '1 s' },
      { what: '  host memory', value: memory(editor, host), goal: '' },
      { what: '  reader memory', value: memory(editor, reader), goal: '' },
    ];
  });
}

/** As the editor itself measures it. */
async function activation(): Promise<readonly Row[]> {
  return withEditor(async ({ page }) => {
    await runCommand(page, 'Tensorloom: Show Log');
    await pause(3000);
    await runCommand(page, 'Developer: Show Running Extensions');
    const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Tensorloom' }).first();
    await row.waitFor({ timeout: 20_000 });
    const text = (await row.innerText()).replaceAll(/\s+/g, ' ');
    return [{ what: 'activation in the host', value: /\d+ ?ms/.exec(text)?.[0] ?? text, goal: '50 ms' }];
  });
}

/** The longest time between two frames of a page, while something is done. */
async function longestFrame(frame: Frame, work: () => Promise<void>): Promise<number> {
  await frame.evaluate(`(() => {
    window.longestFrame = 0;
    let last = performance.now();
    const turn = (now) => {
      window.longestFrame = Math.max(window.longestFrame, now - last);
      last = now;
      window.frameRequest = requestAnimationFrame(turn);
    };
    requestAnimationFrame(turn);
  })()`);
  await work();
  return (await frame.evaluate('cancelAnimationFrame(window.frameRequest), window.longestFrame')) as number;
}

async function scroll(frame: Frame): Promise<void> {
  for (let turn = 0; turn < 40; turn++) {
    await frame.evaluate(`document.querySelector('main.main, .main').scrollBy(0, ${turn < 20 ? 150 : -150})`);
    await pause(50);
  }
}

/** How often a second a chart comes to show more, told by what it says of itself. */
async function countUpdates(frame: Frame, tag: string, milliseconds: number): Promise<number> {
  const count = (await frame.evaluate(`new Promise((resolve) => {
    const chart = document.querySelector('.card[aria-label="${tag}"] .chart-overlay');
    let count = 0;
    const observer = new MutationObserver(() => count++);
    observer.observe(chart, { attributes: true, attributeFilter: ['aria-label'] });
    setTimeout(() => { observer.disconnect(); resolve(count); }, ${milliseconds});
  })`)) as number;
  return count / (milliseconds / 1000);
}
