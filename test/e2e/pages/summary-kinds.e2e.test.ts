// Histograms, distributions, images, audio and text in the summaries page, in a browser without an editor around it.

import { encode } from 'fast-png';
import { afterAll, afterEach, expect, it } from 'vitest';
import { closePages, type OpenPage, openPage } from './open-page.ts';

const run = 'run';
const tag = (kind: string, name: string) => ({ kind, tag: name, displayName: '', description: '' });
const png = encode({ width: 4, height: 2, channels: 1, depth: 8, data: new Uint8Array(8) });

let open: OpenPage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});
afterAll(closePages);

/** A page with one run that has these tags, and the tab of their kind. */
async function openTab(label: string, ...tags: ReturnType<typeof tag>[]): Promise<OpenPage> {
  open = await openPage({ entry: 'webview/summaries/main.ts' });
  await open.send({ type: 'init', source: {}, title: 'Summaries' });
  await open.send({ type: 'runs', runs: [{ id: run, name: 'a run', state: null, startTime: 1e9, group: '' }] });
  await open.send({ type: 'tags', run, tags });
  await open.page.getByRole('tab', { name: new RegExp(`^${label}`) }).click();
  return open;
}

async function waitForPost(page: OpenPage, type: string): Promise<Record<string, unknown>> {
  await expect.poll(async () => (await page.posted(type)).length, { timeout: 5000 }).toBeGreaterThan(0);
  return (await page.posted(type)).at(-1)!;
}

const histogram = (step: number) => ({
  step,
  wallTime: 1e9 + step,
  buckets: new Float64Array([-1, 0, 10, 0, 1, 30]),
});

it.each(['Histograms', 'Distributions'])(
  'draws %s, says what is under the cursor, and lists the numbers',
  async (tab) => {
    const page = await openTab(tab, tag('histograms', 'weights'));
    await expect
      .poll(async () => (await page.posted('watch')).at(-1)?.series)
      .toEqual([{ run, kind: 'histograms', tag: 'weights' }]);
    await page.send({ type: 'histograms', run, tag: 'weights', points: [histogram(0), histogram(100)] });
    const chart = page.page.getByRole('img', { name: /^weights: 2 .*steps 0 to 100/ });
    await chart.waitFor();
    await expect.poll(() => chart.evaluate(hasDrawing)).toBe(true);

    await chart.focus();
    await page.page.keyboard.press('ArrowRight');
    await expect.poll(() => page.page.getByRole('status').first().textContent()).toMatch(/^step 100/);

    await chart.hover();
    await page.page.getByRole('button', { name: 'Show as a table' }).click();
    const rows = page.page.locator('.data-table tbody tr');
    expect(await rows.count()).toBe(2);
    expect(await rows.first().locator('td').allTextContents()).toEqual([
      '100',
      expect.any(String),
      '40',
      '−1',
      expect.stringMatching(/^0\.33/),
      '1',
    ]);
    expect(page.errors).toEqual([]);
  },
);

it('shows the newest image, and the one that the slider is moved to', async () => {
  const page = await openTab('Images', tag('images', 'digits'));
  const point = (step: number) => ({ step, wallTime: 1e9 + step, width: 4, height: 2, samples: 1, key: step });
  await page.send({ type: 'images', run, tag: 'digits', points: [point(10), point(20)] });
  const asked = await waitForPost(page, 'blob');
  expect(asked).toMatchObject({ run, kind: 'images', tag: 'digits', key: 20, sample: 0 });
  await page.send({ type: 'blob', id: asked.id, data: png, contentType: 'image/png' });
  const image = page.page.getByRole('img', { name: 'digits, step 20, 4 by 2 pixels' });
  await expect.poll(() => image.evaluate((each) => (each as unknown as { naturalWidth: number }).naturalWidth)).toBe(4);

  await page.page.getByRole('slider', { name: 'Step' }).press('ArrowLeft');
  await expect.poll(async () => (await page.posted('blob')).at(-1)).toMatchObject({ key: 10 });
  const second = (await page.posted('blob')).at(-1)!;
  await page.send({ type: 'blob', id: second.id, data: null, contentType: '' });
  await page.page.getByText('The image is no longer in the event file').waitFor();
  expect(page.errors).toEqual([]);
});

it('has a player for each clip', async () => {
  const page = await openTab('Audio', tag('audio', 'tone'));
  const points = [
    { step: 1, wallTime: 1e9, contentType: 'audio/wav', sampleRate: 8000, labels: ['*low*', 'high'], key: 1 },
  ];
  await page.send({ type: 'audio', run, tag: 'tone', points });
  await expect.poll(() => page.page.locator('audio').count()).toBe(2);
  expect(await page.page.locator('.clip-label em').textContent()).toBe('low');
  expect(page.errors).toEqual([]);
});

it('shows text as Markdown without any HTML of its own', async () => {
  const page = await openTab('Text', tag('texts', '<b>notes</b>'));
  const texts = ['# Head\n\n<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">'];
  await page.send({
    type: 'texts',
    run,
    tag: '<b>notes</b>',
    points: [{ step: 1, wallTime: 1e9, shape: [], texts }],
  });
  await page.page.getByRole('heading', { name: 'Head' }).waitFor();
  expect(await page.page.locator('.text-body').textContent()).toContain('<script>');
  expect(await page.page.evaluate('window.hacked')).toBeUndefined();
  expect(page.errors).toEqual([]);
});

/** Whether a canvas holds anything but one colour. */
function hasDrawing(each: unknown): boolean {
  const canvas = each as { width: number; height: number; getContext(kind: '2d'): PixelSource };
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, index) => value !== data[index % 4]);
}

interface PixelSource {
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
}
