// Event folders that other writers wrote: PyTorch's and TensorFlow's (fixtures/make.py made them).

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { choosePath, runCommand } from './harness/palette.ts';
import { cards, colouredPixels, lastStep, runNames, showTab } from './harness/summaries.ts';
import { useEditor } from './harness/use-editor.ts';
import { waitFor } from './harness/waiting.ts';
import { webview } from './harness/webview.ts';

const editor = useEditor({ workspace: 'quick', size: { width: 1400, height: 900 } }, async ({ folder }) => {
  cpSync(join(import.meta.dirname, 'fixtures'), join(folder, '..', 'elsewhere'), { recursive: true });
});

async function openFolder(name: string) {
  const { page, folder } = editor();
  await runCommand(page, 'Tensorloom: Open Event Folder…');
  await choosePath(page, join(folder, '..', 'elsewhere', name));
  return webview(page, 'summaries', name, 60);
}

it("shows what PyTorch's writer wrote, and runs nothing of it", async () => {
  const frame = await openFolder('pytorch');
  const names = await waitFor(
    () => runNames(frame),
    { what: 'the runs' },
    (all) => all.length === 2,
  );
  expect(names.map((name) => name.split('/').at(-1)).sort()).toEqual(['fast', 'slow']);
  await waitFor(
    () => cards(frame),
    { what: 'the charts' },
    (tags) => tags.includes('Accuracy') && tags.includes('Loss/train'),
  );
  await waitFor(
    () => lastStep(frame, 'Loss/train'),
    { what: 'the points' },
    (step) => step === 199,
  );
  await waitFor(
    () => colouredPixels(frame, 'Loss/train'),
    { what: 'lines' },
    (count) => count > 100,
  );

  await showTab(frame, 'Histograms');
  await waitFor(
    () => cards(frame),
    { what: 'histograms' },
    (tags) => tags.includes('weights'),
  );
  await showTab(frame, 'Images');
  const image = frame.locator('.card img').first();
  await image.waitFor({ timeout: 30_000 });
  await waitFor(
    () => image.evaluate((element) => (element as unknown as { naturalWidth: number }).naturalWidth),
    { what: 'the image' },
    (width) => width === 24,
  );
  await showTab(frame, 'Text');
  const text = frame.locator('.card', { hasText: 'PyTorch wrote' }).first();
  await text.waitFor({ timeout: 30_000 });
  expect(await text.locator('strong', { hasText: 'this' }).count()).toBe(1);
  expect(await text.locator('script').count()).toBe(0);
  expect(await frame.title()).toContain('pytorch');
});

it("shows what TensorFlow's writer wrote", async () => {
  const frame = await openFolder('tensorflow');
  await waitFor(
    () => cards(frame),
    { what: 'the chart' },
    (tags) => tags.includes('loss'),
  );
  await waitFor(
    () => lastStep(frame, 'loss'),
    { what: 'the points' },
    (step) => step === 99,
  );
  for (const [tab, tag] of [
    ['Distributions', 'weights'],
    ['Images', 'picture'],
    ['Audio', 'tone'],
    ['Text', 'note'],
  ] as const) {
    await showTab(frame, tab);
    await waitFor(
      () => cards(frame),
      { what: `${tab} of ${tag}` },
      (tags) => tags.includes(tag),
    );
  }
});
