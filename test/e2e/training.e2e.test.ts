// Training from the Explorer: the whole way from a right-click to the accuracy, and what ends a run early.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseInExplorer, explorerMenu } from './harness/explorer.ts';
import { runCommand } from './harness/palette.ts';
import { processesOf } from './harness/processes.ts';
import { chooseForRun, runRows, untilRun } from './harness/runs-view.ts';
import { cards, colouredPixels, lastStep } from './harness/summaries.ts';
import { useEditor } from './harness/use-editor.ts';
import { waitFor } from './harness/waiting.ts';
import { webview } from './harness/webview.ts';
import { outputText, statusBar, untilNotified } from './harness/window.ts';

const editor = useEditor({ workspace: 'digits' });

/** The processes in which models train. */
const runners = () => processesOf(editor().server.group.id).filter(({ command }) => command.includes('runner-child'));

describe('right-click, Train', () => {
  it('is offered for scripts before anything of the extension runs', async () => {
    const menu = await waitFor(
      () => explorerMenu(editor().page, 'digits.ts'),
      { what: 'Train in the menu' },
      (items) => items.includes('Train'),
    );
    expect(menu).toContain('Train');
  });

  it('answers plainly where the file is no model', async () => {
    await chooseInExplorer(editor().page, 'notes.ts', 'Train');
    await untilNotified(editor().page, /notes\.ts/);
    expect(runners()).toEqual([]);
  });

  it('draws a chart that moves while the model trains and ends with the accuracy', async () => {
    const { page } = editor();
    await chooseInExplorer(page, 'digits.ts', 'Train');
    const frame = await webview(page, 'summaries', 'digits', 60);
    await waitFor(
      () => cards(frame),
      { what: 'the charts' },
      (tags) => ['Accuracy', 'Loss'].every((tag) => tags.includes(tag)),
    );

    const early = await waitFor(() => lastStep(frame, 'Loss'), { what: 'points' });
    const status = await statusBar(page);
    expect(status.find((text) => text.includes('Training: digits'))).toMatch(/\d+\/240 .* steps\/s .* left/);
    expect(early).toBeLessThan(239);
    const later = await waitFor(
      () => lastStep(frame, 'Loss'),
      { what: 'the chart to move', seconds: 60 },
      (step) => (step ?? 0) > (early ?? 0),
    );
    // Not in one leap to the end: the chart follows the training.
    expect(later).toBeLessThan(239);
    await waitFor(
      () => lastStep(frame, 'Loss'),
      { what: 'the end', seconds: 60 },
      (step) => step === 239,
    );
    expect(
      await waitFor(
        () => colouredPixels(frame, 'Loss'),
        { what: 'a line' },
        (count) => count > 50,
      ),
    ).toBeGreaterThan(50);
    expect(editor().errors.filter((error) => /Cannot read|is not a function|undefined/.test(error))).toEqual([]);

    const row = await untilRun(page, ['digits', 'completed']);
    expect(row).toMatch(/accuracy 0\.[89]/i);
    const output = await waitFor(
      () => outputText(page, 'Tensorloom'),
      { what: 'what the model printed' },
      (text) => text.includes('Final Test Accuracy'),
    );
    expect(output).toMatch(/Final Test Accuracy: 0\.[89]\d+/);
    expect(readdirSync(join(editor().folder, 'runs', 'digits')).length).toBe(1);
  });
});

describe('a run that has no end', () => {
  it('stops after its step and can be started again', async () => {
    const { page } = editor();
    await chooseInExplorer(page, 'endless.ts', 'Train');
    await untilRun(page, ['endless', 'running']);
    await waitFor(runners, { what: 'its process' }, (found) => found.length === 1);
    await chooseForRun(page, ['endless', 'running'], 'Stop');
    await untilRun(page, ['endless', 'stopped']);
    await waitFor(runners, { what: 'the process to be gone' }, (found) => found.length === 0);

    await chooseForRun(page, ['endless', 'stopped'], 'Restart');
    await untilRun(page, ['endless', 'running']);
    expect((await runRows(page)).filter((row) => row.includes('endless')).length).toBe(2);
    await runCommand(page, 'Tensorloom: Stop Training');
    await waitFor(runners, { what: 'the process to be gone' }, (found) => found.length === 0);
    await waitFor(
      () => runRows(page),
      { what: 'no run under way' },
      (rows) => !rows.some((row) => row.includes('running')),
    );
  });

  it('is shown as killed, with its events kept, where its process is killed from outside', async () => {
    const { page } = editor();
    // What an attempt that failed has left.
    for (const { pid } of runners()) process.kill(pid, 'SIGKILL');
    await waitFor(
      () => runRows(page),
      { what: 'no run under way' },
      (rows) => !rows.some((each) => each.includes('running')),
    );
    await chooseInExplorer(page, 'endless.ts', 'Train');
    const row = await untilRun(page, ['endless', 'running']);
    const [runner] = await waitFor(runners, { what: 'its process' }, (found) => found.length === 1);
    // The editor may load a page again while its tab finds its place.
    const summaries = () => webview(page, 'summaries', row.split(',')[0]);
    await waitFor(
      async () => lastStep(await summaries(), 'Growth'),
      { what: 'points' },
      (step) => (step ?? 0) > 20,
    );
    process.kill(runner?.pid ?? 0, 'SIGKILL');
    await untilRun(page, ['endless', 'killed']);
    // What was written is still drawn.
    const frame = await summaries();
    expect(await lastStep(frame, 'Growth')).toBeGreaterThan(20);
    expect(await colouredPixels(frame, 'Growth')).toBeGreaterThan(50);
  });
});
