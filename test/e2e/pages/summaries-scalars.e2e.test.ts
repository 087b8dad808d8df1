// The summaries page alone in a browser: what a person does with scalar charts, by pointer and by keyboard.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { waitFor } from '../harness/waiting.ts';
import { closePages, type OpenPage, openPage, type PageOptions, pageThemes } from './open-page.ts';
import { hostLive, hostLog, type MadeUpLog } from './summaries-host.ts';

const small: MadeUpLog = {
  runs: 3,
  tags: ['accuracy/test', 'accuracy/train', 'learning_rate', 'loss/test', 'loss/train'],
  points: 200,
  running: [1],
  oddities: true,
};

let opened: OpenPage | undefined;

async function open(log: MadeUpLog = small, options: Partial<PageOptions> = {}): Promise<OpenPage> {
  opened = await openPage({ entry: 'webview/summaries/main.ts', ...options });
  await hostLog(opened.page, log);
  await opened.page.waitForSelector('.values td');
  return opened;
}

afterEach(async () => {
  const errors = opened?.errors ?? [];
  await opened?.close();
  opened = undefined;
  expect(errors).toEqual([]);
});
afterAll(closePages);

const chart = ({ page }: OpenPage, tag: string) => page.getByRole('article', { name: tag, exact: true });
const plot = (page: OpenPage, tag: string) => chart(page, tag).locator('.chart-overlay');
const status = ({ page }: OpenPage) => page.getByRole('status').textContent();

async function middleOf(page: OpenPage, tag: string) {
  const box = await plot(page, tag).boundingBox();
  if (!box) throw new Error(`${tag} is not on the page.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, box };
}

/** The card's state in what the page saved, once it fulfils the condition. */
async function savedCard(
  page: OpenPage,
  tag: string,
  fits: (card: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  const card = await waitFor(
    async () => {
      const state = (await page.savedState()) as { cards?: [string, Record<string, unknown>][] } | undefined;
      const found = state?.cards?.find(([id]) => id === JSON.stringify(['scalars', tag]))?.[1];
      return found && fits(found) ? found : undefined;
    },
    { what: `the saved state of ${tag}`, seconds: 10 },
  );
  return card!;
}

/** The input of a field; the toolkit hides it from labels outside. */
const field = ({ page }: OpenPage, label: string) => page.locator(`vscode-text-field[aria-label="${label}"] input`);

describe('the page', () => {
  test('groups charts by scope and asks for those on the screen alone', async () => {
    const page = await open({ ...small, tags: Array.from({ length: 60 }, (_, i) => `scope/tag${i}`) });
    expect(await page.page.locator('.group-name').allTextContents()).toEqual(['Pinned', 'scope']);
    const watches = await page.posted('watch');
    const watched = new Set((watches.at(-1)!.series as { tag: string }[]).map(({ tag }) => tag));
    expect(watched.size).toBeGreaterThan(2);
    expect(watched.size).toBeLessThan(20);
    expect(await page.page.locator('canvas').count()).toBeLessThan(45);
  });

  test('scrolled, lets go of the charts that left', async () => {
    const page = await open({ ...small, tags: Array.from({ length: 36 }, (_, i) => `scope/tag${i}`) });
    await page.page.locator('main').evaluate((main) => {
      main.scrollTop = main.scrollHeight;
    });
    const last = await waitFor(
      async () => {
        const tags = ((await page.posted('watch')).at(-1)!.series as { tag: string }[]).map(({ tag }) => tag);
        return tags.includes('scope/tag35') ? tags : undefined;
      },
      { what: 'the last chart watched', seconds: 10 },
    );
    expect(last).not.toContain('scope/tag0');
    expect(await page.page.locator('canvas').count()).toBeLessThan(45);
  });

  test('filters tags and runs, and says when a filter is none', async () => {
    const page = await open();
    const tags = field(page, 'Filter tags (regex)');
    await tags.fill('loss');
    await waitFor(async () => (await page.page.locator('.card').count()) === 2 || undefined, {
      what: 'two cards',
      seconds: 10,
    });
    await tags.fill('loss(');
    await page.page.getByRole('alert').filter({ hasText: 'Not a regular expression' }).waitFor();
    await tags.fill('nothing like it');
    await page.page.getByRole('heading', { name: 'No tag matches the filter' }).waitFor();
    await tags.fill('');
    await field(page, 'Filter runs (regex)').fill('^cnn/');
    await page.page.getByText('1 of 3', { exact: true }).waitFor();
    await waitFor(async () => (await chart(page, 'loss/train').locator('tbody tr').count()) === 2 || undefined, {
      what: 'the two parts of one run',
      seconds: 10,
    });
  });

  test('shows names with markup as text', async () => {
    const hostile = '<img src=x onerror="window.broken=1"><b>name</b>';
    const page = await open({ ...small, tags: [`${hostile}/a`], names: { 0: hostile } });
    expect(await page.page.locator('.run-name').first().textContent()).toBe(hostile);
    expect(await page.page.locator('.card-title').first().textContent()).toBe(`${hostile}/a`);
    expect(await page.page.evaluate('window.broken')).toBeUndefined();
    expect(await page.page.locator('b').count()).toBe(0);
  });

  test('stays quick with ten thousand tags', async () => {
    const tags = Array.from({ length: 10_000 }, (_, i) => (i < 5000 ? `big/tag${i}` : `scope${i}/tag`));
    const page = await open({ ...small, runs: 2, tags, points: 20 });
    expect(await page.page.locator('.card').count()).toBeLessThan(100);
    expect(await page.page.locator('.group').count()).toBeLessThan(120);
    await page.page.getByRole('button', { name: 'Show 36 more of 4964' }).click();
    expect(await page.page.locator('.card').count()).toBe(72);
  });

  test('comes back as it was', async () => {
    const page = await open();
    await page.page.getByLabel('Smoothing, exactly').fill('0.9');
    await page.page.getByLabel('Smoothing, exactly').press('Enter');
    await page.page.getByRole('radio', { name: 'Relative' }).check();
    await chart(page, 'loss/train').hover();
    await chart(page, 'loss/train').getByRole('button', { name: 'Pin to the top' }).click();
    await page.page.getByRole('checkbox', { name: /mlp/ }).uncheck();
    await page.page.getByRole('button', { name: /^learning_rate/ }).click();
    const state = (await waitFor(
      async () => {
        const saved = (await page.savedState()) as Record<string, unknown> | undefined;
        return (saved?.groups as unknown[] | undefined)?.length ? saved : undefined;
      },
      { what: 'the saved state', seconds: 10 },
    ))!;
    expect(state.source).toEqual({ made: 'up' });
    await page.close();
    const again = await open(small, { state });
    expect(await again.page.getByLabel('Smoothing, exactly').inputValue()).toBe('0.9');
    expect(await again.page.getByRole('radio', { name: 'Relative' }).isChecked()).toBe(true);
    expect(await again.page.getByRole('region', { name: 'Pinned' }).locator('.card-title').allTextContents()).toEqual([
      'loss/train',
    ]);
    expect(await again.page.getByRole('checkbox', { name: /mlp/ }).isChecked()).toBe(false);
    expect(await again.page.getByRole('button', { name: /^learning_rate/ }).getAttribute('aria-expanded')).toBe(
      'false',
    );
  });

  test('asks the host for more runs, for a graph, and to stop a run', async () => {
    const page = await open();
    await page.page.getByRole('button', { name: 'Add runs…' }).click();
    const row = page.page.locator('.run').nth(1);
    await row.hover();
    await row.getByRole('button', { name: /^Open the graph/ }).click();
    await row.getByRole('button', { name: /^Stop/ }).click();
    await row.getByRole('button', { name: /^Show only/ }).click();
    expect(await page.posted('addRuns')).toHaveLength(1);
    expect(await page.posted('openGraph')).toEqual([{ type: 'openGraph', run: 'r1' }]);
    expect(await page.posted('stopRun')).toEqual([{ type: 'stopRun', run: 'r1' }]);
    await page.page.getByText('1 of 3', { exact: true }).waitFor();
  });
});

describe('a chart', () => {
  test('zooms to what is dragged, pans with Shift, and fits again on a double click', async () => {
    const page = await open();
    const { mouse, keyboard } = page.page;
    const { x, y } = await middleOf(page, 'accuracy/test');
    await mouse.move(x - 60, y - 30);
    await mouse.down();
    await mouse.move(x + 60, y + 30, { steps: 4 });
    await mouse.up();
    const zoomed = (await savedCard(page, 'accuracy/test', ({ zoom }) => zoom !== null)).zoom as Zoom;
    expect(zoomed.x!.min).toBeGreaterThan(0);
    expect(zoomed.x!.max).toBeLessThan(1990);
    expect(zoomed.y!.min).toBeLessThan(zoomed.y!.max);
    await keyboard.down('Shift');
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x - 50, y, { steps: 4 });
    await mouse.up();
    await keyboard.up('Shift');
    const panned = (await savedCard(page, 'accuracy/test', ({ zoom }) => (zoom as Zoom).x!.min > zoomed.x!.min))
      .zoom as Zoom;
    expect(panned.x!.max - panned.x!.min).toBeCloseTo(zoomed.x!.max - zoomed.x!.min, 5);
    await mouse.dblclick(x, y);
    await savedCard(page, 'accuracy/test', ({ zoom }) => zoom === null);
  });

  test('zooms about the pointer with Ctrl and the wheel, and leaves the wheel alone without', async () => {
    const page = await open();
    const { x, y } = await middleOf(page, 'accuracy/test');
    await page.page.mouse.move(x, y);
    await page.page.keyboard.down('Control');
    await page.page.mouse.wheel(0, -200);
    await page.page.keyboard.up('Control');
    const { zoom } = await savedCard(page, 'accuracy/test', (card) => card.zoom !== null);
    expect((zoom as Zoom).x!.min).toBeGreaterThan(0);
    await page.page.mouse.wheel(0, 300);
    await waitFor(async () => (await page.page.locator('main').evaluate((main) => main.scrollTop)) > 0 || undefined, {
      what: 'the page scrolled',
      seconds: 5,
    });
  });

  test('shows the values under the pointer, inside the window', async () => {
    const page = await open();
    const { box } = await middleOf(page, 'accuracy/train');
    await page.page.mouse.move(box.x + box.width - 20, box.y + box.height / 2);
    const tooltip = page.page.locator('.tooltip');
    await tooltip.waitFor();
    expect(await tooltip.locator('tbody tr').count()).toBe(4);
    expect(await tooltip.locator('th').allTextContents()).toEqual([
      '',
      'Run',
      'Smoothed',
      'Value',
      'Step',
      'Time',
      'Relative',
    ]);
    const place = (await tooltip.boundingBox())!;
    expect(place.x).toBeGreaterThanOrEqual(0);
    expect(place.x + place.width).toBeLessThanOrEqual(1200);
    await page.page.mouse.move(2, 2);
    await tooltip.waitFor({ state: 'hidden' });
  });

  test('compares runs at the step that is clicked, in all charts', async () => {
    const page = await open();
    const { x, y } = await middleOf(page, 'accuracy/test');
    await page.page.mouse.click(x, y);
    const head = chart(page, 'loss/train').locator('.values thead th');
    await waitFor(async () => (await head.allTextContents()).includes('Smoothed') || undefined, {
      what: 'the chosen step',
      seconds: 5,
    });
    expect(await status(page)).toMatch(/^Step \d.* chosen in all charts\.$/);
    await page.page.keyboard.down('Shift');
    await page.page.mouse.click(x + 60, y);
    await page.page.keyboard.up('Shift');
    await waitFor(async () => (await head.allTextContents()).includes('Change') || undefined, {
      what: 'the second step',
      seconds: 5,
    });
    await page.page.getByRole('button', { name: 'Clear' }).click();
    await waitFor(async () => (await head.allTextContents()).includes('Last') || undefined, {
      what: 'the summary',
      seconds: 5,
    });
  });

  test('is read, zoomed and chosen from by the keyboard alone', async () => {
    const page = await open();
    await plot(page, 'accuracy/test').focus();
    const { keyboard } = page.page;
    await keyboard.press('Home');
    expect(await status(page)).toMatch(/^Step 0: mlp.* [\d.]+, cnn/);
    await keyboard.press('ArrowRight');
    expect(await status(page)).toMatch(/^Step 10: /);
    await keyboard.press('+');
    const { zoom } = await savedCard(page, 'accuracy/test', (card) => card.zoom !== null);
    expect((zoom as Zoom).y).toBeNull();
    await keyboard.press('0');
    await savedCard(page, 'accuracy/test', (card) => card.zoom === null);
    await keyboard.press('Enter');
    expect(await status(page)).toBe('Step 10 chosen in all charts.');
  });

  test('has its points as a table, and its values as files', async () => {
    const page = await open();
    const card = chart(page, 'loss/test');
    await card.scrollIntoViewIfNeeded();
    await card.hover();
    await card.getByRole('button', { name: 'Save as…' }).click();
    await page.page.getByRole('menuitem', { name: 'Values (CSV)' }).click();
    await card.getByRole('button', { name: 'Save as…' }).click();
    await page.page.getByRole('menuitem', { name: 'Picture (PNG)' }).click();
    const files = (await waitFor(
      async () => {
        const posted = (await page.page.evaluate(
          'window.testHost.posted.filter((m) => m.type === "export").map(({ file }) => [file.name, typeof file.data === "string" ? file.data : [...file.data.slice(0, 4)]])',
        )) as [string, string | number[]][];
        return posted.length === 2 ? posted : undefined;
      },
      { what: 'two files', seconds: 10 },
    ))!;
    expect(files[0]![0]).toBe('loss_test.csv');
    expect((files[0]![1] as string).split('\r\n')).toHaveLength(1 + 3 * 200 + 1);
    expect(files[1]).toEqual(['loss_test.png', [0x89, 0x50, 0x4e, 0x47]]);
    await card.getByRole('button', { name: 'Points as a table' }).click();
    expect(await card.locator('.points tbody tr').count()).toBe(100);
    await card.getByRole('button', { name: 'Next' }).click();
    expect(await card.locator('.pages-text').textContent()).toBe('101 to 200 of 600 points');
  });

  test('keeps to the limits that are typed', async () => {
    const page = await open();
    const card = chart(page, 'accuracy/test');
    await card.hover();
    await card.getByRole('button', { name: 'Axes and limits' }).click();
    await page.page.getByLabel('Upper limit').fill('2');
    await page.page.getByLabel('Upper limit').press('Enter');
    const { limits } = await savedCard(page, 'accuracy/test', (state) => state.limits !== undefined);
    expect(limits).toMatchObject({ y: { min: null, max: 2 } });
    await page.page.keyboard.press('Escape');
    await page.page.locator('.popover').waitFor({ state: 'detached' });
    expect(await page.page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Axes and limits');
  });
});

interface Zoom {
  readonly x: { readonly min: number; readonly max: number } | null;
  readonly y: { readonly min: number; readonly max: number } | null;
}

test('a live run with 1,000 points a second is drawn again and again while it runs', async () => {
  const page = await open({ ...small, runs: 1, running: [0], points: 2000, oddities: false });
  await page.page.evaluate(`(() => {
    window.drawn = 0;
    const row = document.querySelector('.values tbody tr');
    new MutationObserver(() => { window.drawn += 1; }).observe(row, { subtree: true, childList: true, characterData: true });
  })()`);
  await hostLive(page.page, { perSecond: 1000, messages: 10, seconds: 3 });
  await page.page.waitForTimeout(3500);
  // Ten times a second on a machine with nothing else to do; that it goes on at all is what must hold anywhere.
  expect(Number(await page.page.evaluate('window.drawn'))).toBeGreaterThanOrEqual(6);
});

describe('the accessibility checker finds nothing serious', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  test.each(pageThemes)('in the theme %s', async (theme) => {
    const page = await open(small, { theme, reducedMotion: true });
    await chart(page, 'accuracy/test').hover();
    await chart(page, 'accuracy/test').getByRole('button', { name: 'Points as a table' }).click();
    await chart(page, 'accuracy/train').hover();
    await chart(page, 'accuracy/train').getByRole('button', { name: 'Axes and limits' }).click();
    await field(page, 'Filter runs (regex)').fill('(');
    await page.page.getByRole('alert').filter({ hasText: 'Not a regular' }).waitFor();
    await page.page.evaluate(axe);
    const found = (await page.page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`)) as string[];
    expect(found).toEqual([]);
  });
});
