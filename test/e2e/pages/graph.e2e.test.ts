// The graph page alone, in a browser: what a person does with it by mouse and by keyboard.

import { describe, expect, test } from 'vitest';
import type { GraphData, GraphNode } from '../../../webview/protocol.ts';
import { pause, waitFor } from '../harness/waiting.ts';
import {
  isExpanded,
  live,
  press,
  savedOnce,
  select,
  seriousViolations,
  show,
  source,
  tutorial,
  useGraphPages,
} from './graph-page.ts';
import { type OpenPage, pageThemes } from './open-page.ts';
import { deepGraph, wideGraph } from './synthetic-graph.ts';

useGraphPages();

/** What is drawn in the stage, as a person sees it. */
async function picture({ page }: OpenPage): Promise<Buffer> {
  await page.locator('.stage').blur();
  // Cytoscape draws in a later frame, and refines what it drew fast.
  await pause(500);
  return page.locator('.stage').screenshot();
}

/** Where the selected node is in the window: the page scrolls it into view, and its menu opens at its middle. */
async function middleOfSelected(page: OpenPage): Promise<{ x: number; y: number }> {
  await press(page, 'Shift+F10');
  const box = await page.page.locator('[role=menu]').boundingBox();
  await page.page.keyboard.press('Escape');
  return { x: box!.x, y: box!.y };
}

async function exported({ page }: OpenPage, item: string): Promise<{ readonly name: string; readonly data: unknown }> {
  await page.evaluate('window.testHost.posted.length = 0');
  await page.locator('vscode-button[aria-label="Export"]').click();
  await page.locator('[role=menuitem]', { hasText: item }).click();
  // A byte array does not come out of the page as such.
  const look = () =>
    page.evaluate(`(() => {
      const { file } = window.testHost.posted.findLast(({ type }) => type === 'export') ?? {};
      return file && { name: file.name, data: typeof file.data === 'string' ? file.data : [...file.data.slice(0, 8), file.data.length] };
    })()`);
  return (await waitFor(look, { what: 'an exported file', seconds: 20 })) as { name: string; data: unknown };
}

describe('expanding', () => {
  test('to the fully connected layer and back, everything is where it was', async () => {
    const page = await show();
    await select(page, 'model');
    await press(page, 'Enter');
    await savedOnce(page, isExpanded('scope:model'));
    await select(page, 'model/fc1');
    const before = await exported(page, 'SVG');
    const seen = await picture(page);
    await press(page, 'Enter');
    await savedOnce(page, isExpanded('scope:model/fc1'));
    await live(page)
      .filter({ hasText: /^scope model\/fc1, .*expanded$/ })
      .waitFor({ state: 'attached' });
    expect(await exported(page, 'SVG')).not.toEqual(before);
    expect((await picture(page)).equals(seen)).toBe(false);
    await press(page, 'Enter');
    await savedOnce(page, (state) => !isExpanded('scope:model/fc1')(state));
    expect(await exported(page, 'SVG')).toEqual(before);
  });

  test('a click on the title of an open scope selects it, also where edges cross', async () => {
    const page = await show(tutorial, { size: { width: 700, height: 700 } });
    await select(page, 'model/fc1/weights');
    const title = await page.page.evaluate<{ x: number; y: number; width: number }>(`(() => {
      const { cy } = document.querySelector('.stage .cytoscape')._cyreg;
      const box = cy.getElementById('scope:model/fc1').renderedBoundingBox({ includeOverlays: false });
      return { x: box.x1, y: box.y1 + 8, width: box.w };
    })()`);
    for (const part of [0.25, 0.5, 0.75]) {
      await press(page, 'Escape');
      // Two clicks in a moment are a double click, which folds the scope.
      await pause(700);
      await page.page.locator('.stage').click({ position: { x: title.x + title.width * part, y: title.y } });
      await page.page.locator('.card h2', { hasText: 'fc1' }).waitFor({ timeout: 3000 });
    }
  });

  test('a double click opens, the button on the node too', async () => {
    const page = await show();
    await select(page, 'model');
    const { x, y } = await middleOfSelected(page);
    await page.page.mouse.dblclick(x - 10, y);
    await savedOnce(page, isExpanded('scope:model'));
    await select(page, 'train');
    const place = await middleOfSelected(page);
    // The button is at the right end: walk there.
    for (let step = 0; step < 90; step += 6) {
      await page.page.mouse.move(place.x + step, place.y);
    }
    await page.page.locator('.card-action', { hasText: 'Expand' }).click();
    await savedOnce(page, isExpanded('scope:train'));
  });
});

describe('source', () => {
  test('a click on a node goes to its line; selecting by keyboard does not', async () => {
    const page = await show();
    await select(page, 'model');
    await press(page, 'ArrowUp', 'ArrowDown');
    expect(await page.posted('goToSource')).toEqual([]);
    await select(page, 'input/label');
    const { x, y } = await middleOfSelected(page);
    await page.page.mouse.click(x - 8, y);
    const [message] = (await waitFor(
      async () => {
        const all = await page.posted('goToSource');
        return all.length > 0 ? all : undefined;
      },
      { what: 'goToSource', seconds: 5 },
    )) as readonly Record<string, unknown>[];
    const line = tutorial.nodes.findIndex(({ name }) => name === 'input/label') + 1;
    expect(message).toEqual({ type: 'goToSource', place: { file: '/project/mnist.ts', line, column: 3 } });
  });

  test('Shift+Enter and the card go there too', async () => {
    const page = await show();
    await select(page, 'model');
    await press(page, 'Shift+Enter');
    await page.page.locator('.card-source .link').click();
    expect(await page.posted('goToSource')).toHaveLength(2);
  });

  test('select from the host opens what is around the node, and leaves the focus', async () => {
    const page = await show();
    await page.page.locator('vscode-button[aria-label="Outline"]').focus();
    await select(page, 'model/fc2/relu_activation/MatMul');
    const state = await savedOnce(page, isExpanded('scope:model/fc2/relu_activation'));
    expect(state.selected).toBe('op:model/fc2/relu_activation/MatMul');
    expect(state.view.expanded).toContain('scope:model/fc2');
    await live(page)
      .filter({ hasText: /^MatMul operation/ })
      .waitFor({ state: 'attached' });
    expect(await page.page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Outline');
  });
});

describe('search', () => {
  test('lists hits with their number, and Enter goes to one that lies in folded scopes', async () => {
    const page = await show();
    await press(page, '/');
    await page.page.keyboard.type('fc1/relu', { delay: 5 });
    await page.page.locator('.search-count', { hasText: /^\d+ hits$/ }).waitFor();
    await page.page.keyboard.press('ArrowDown');
    await page.page.keyboard.press('Enter');
    await savedOnce(page, isExpanded('scope:model/fc1'));
    expect((await savedOnce(page, () => true)).selected).toContain('fc1/relu_activation');
    await page.page.keyboard.press('Escape');
    expect(await page.page.evaluate('document.activeElement.className')).toContain('stage');
  });

  test('a broken regular expression is told, not thrown', async () => {
    const page = await show();
    await page.page.keyboard.press('Control+f');
    await page.page.locator('vscode-button[aria-label="Use regular expression"]').click();
    await page.page.locator('.search-field').click();
    await page.page.keyboard.type('fc(');
    await page.page.locator('.search-count.error').waitFor();
    await page.page.keyboard.press('Backspace');
    await page.page.keyboard.type('[12]$');
    await page.page.locator('.search-count', { hasText: /^\d+ hits$/ }).waitFor();
  });
});

describe('keyboard and text', () => {
  test('the whole way by keyboard: select, open, go in, go out, trace, menu', async () => {
    const page = await show();
    await press(page, 'ArrowUp');
    await savedOnce(page, ({ selected }) => selected !== null);
    await select(page, 'model');
    await press(page, ' ');
    await savedOnce(page, isExpanded('scope:model'));
    await press(page, 'PageDown');
    await savedOnce(page, ({ selected }) => selected?.startsWith('scope:model/') === true);
    await press(page, 'Backspace');
    await savedOnce(page, ({ selected }) => selected === 'scope:model');
    await press(page, 't');
    await page.page.locator('vscode-button[aria-label="Trace inputs of the selection"][aria-pressed=true]').waitFor();
    await press(page, 'Shift+F10');
    await page.page.locator('[role=menuitem]', { hasText: 'Collapse' }).waitFor();
    await page.page.keyboard.press('Enter');
    await savedOnce(page, (state) => !isExpanded('scope:model')(state));
    await press(page, 'Escape');
    await savedOnce(page, ({ selected }) => selected === null);
  });

  test('the outline is the same graph as a tree', async () => {
    const page = await show();
    await page.page.locator('vscode-button[aria-label="Outline"]').click();
    const row = page.page.locator('[role=treeitem]', { has: page.page.getByText('model', { exact: true }) });
    await row.click();
    await page.page.keyboard.press('ArrowRight');
    await savedOnce(page, isExpanded('scope:model'));
    const fc1 = page.page.locator('[role=treeitem][aria-level="2"]', {
      has: page.page.getByText('fc1', { exact: true }),
    });
    await fc1.waitFor();
    expect(await row.getAttribute('aria-expanded')).toBe('true');
    expect(Number(await fc1.getAttribute('aria-setsize'))).toBeGreaterThan(2);
    await page.page.keyboard.press('ArrowRight');
    await savedOnce(page, ({ selected }) => selected?.startsWith('scope:model/') === true);
    expect(await page.page.locator('[role=treeitem][tabindex="0"]').count()).toBe(1);
  });

  test.each(pageThemes)('axe finds nothing serious in %s', async (theme) => {
    const page = await show(tutorial, { theme });
    await page.page.locator('vscode-button[aria-label="Outline"]').click();
    await select(page, 'model/fc1');
    await press(page, '/');
    await page.page.keyboard.type('fc', { delay: 5 });
    await page.page.locator('.search-hit').first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });
});

describe('exports', () => {
  test('a PNG, an SVG and a DOT file hold the graph', async () => {
    const page = await show();
    const { name, data } = await exported(page, 'PNG');
    expect(name).toBe('mnist.png');
    const bytes = data as readonly number[];
    expect(bytes.slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(bytes.at(-1)).toBeGreaterThan(10_000);
  });

  test('an SVG and a DOT file name the scopes', async () => {
    const page = await show();
    const svg = await exported(page, 'SVG');
    expect(svg.name).toBe('mnist.svg');
    expect(svg.data).toMatch(/^(<\?xml[^>]*>\s*)?<svg/);
    expect(svg.data).toContain('evaluation');
    expect(svg.data).not.toContain('var(');
    const dot = await exported(page, 'DOT');
    expect(dot.data).toContain('digraph');
  });
});

describe('messages', () => {
  test('a newer graph keeps what is open and selected', async () => {
    const page = await show();
    await select(page, 'model/fc1');
    await press(page, 'Enter');
    const before = await savedOnce(page, isExpanded('scope:model/fc1'));
    const extra: GraphNode = {
      ...tutorial.nodes[0]!,
      name: 'model/fc1/extra',
      op: 'Identity',
      inputs: ['input/input'],
    };
    await page.send({ type: 'graph', graph: { nodes: [...tutorial.nodes, extra], traces: [] } });
    await page.page.locator('.card-kind', { hasText: '48 operations' }).waitFor();
    const after = await savedOnce(page, () => true);
    expect(after.selected).toBe(before.selected);
    expect(after.view.expanded).toEqual(before.view.expanded);
  });

  test('a problem fills the page with its text and a way out, and goes with the next graph', async () => {
    const page = await show();
    await page.send({ type: 'problem', message: 'The file <b>x</b> holds no graph.' });
    await page.page.locator('[role=alert]', { hasText: 'The file <b>x</b> holds no graph.' }).waitFor();
    await page.page.locator('.notice vscode-button', { hasText: 'Reload' }).click();
    expect(await page.posted('reload')).toHaveLength(1);
    await page.send({ type: 'graph', graph: tutorial });
    await page.page.locator('.notice').waitFor({ state: 'hidden' });
  });

  test('a trace is asked for, and colours and tells times', async () => {
    const page = await show();
    await page.page.locator('#trace').click();
    await page.page.locator('vscode-option', { hasText: 'step 100' }).click();
    expect(await page.posted('trace')).toEqual([{ type: 'trace', tag: 'step 100' }]);
    const stats = tutorial.nodes.map(({ name }, place) => ({
      name,
      device: '/device:CPU:0',
      startMicros: place,
      micros: 10 * place,
      bytes: 1000,
    }));
    await page.send({ type: 'trace', tag: 'step 100', stats });
    await page.page.locator('#color-by').click();
    await page.page.locator('#color-by vscode-option', { hasText: 'Compute time' }).click();
    await page.page.locator('.legend h3', { hasText: 'Compute time' }).waitFor();
    await select(page, 'model');
    await page.page.locator('.card-section', { hasText: 'Measured' }).locator('td').first().waitFor();
  });

  test('what was open, selected and seen comes back after a reload', async () => {
    const page = await show();
    await select(page, 'model/fc1');
    await press(page, 'Enter');
    const state = await savedOnce(page, isExpanded('scope:model/fc1'));
    await page.close();
    const again = await show(tutorial, { state: { ...state, source } });
    await again.page.locator('.card h2', { hasText: 'fc1' }).waitFor();
    expect(await again.page.locator('.card-action', { hasText: 'Collapse' }).count()).toBe(1);
    const { viewport } = await savedOnce(again, isExpanded('scope:model/fc1'));
    expect(viewport).toEqual(state.viewport);
  });
});

describe('arranging', () => {
  const probes: GraphData = {
    nodes: [
      ...tutorial.nodes,
      ...Array.from(
        { length: 6 },
        (_, place): GraphNode => ({
          ...tutorial.nodes[0]!,
          name: `probe_${place}`,
          op: 'Relu',
          inputs: ['input/input'],
        }),
      ),
    ],
    traces: [],
  };

  test('a series is ungrouped from its card, and a node moved aside and back', async () => {
    const page = await show(probes);
    await press(page, '/');
    await page.page.keyboard.type('probe_2');
    await page.page.locator('.search-hit').first().waitFor();
    await page.page.keyboard.press('Enter');
    const card = page.page.locator('.card');
    await card.locator('.card-action', { hasText: 'Ungroup series' }).click();
    await card.locator('.card-action', { hasText: 'Group series' }).waitFor();
    await card.locator('.card-action', { hasText: 'Move to auxiliary' }).click();
    await card.locator('.card-action', { hasText: 'Move to main graph' }).click();
    await card.locator('.card-action', { hasText: 'Move to auxiliary' }).waitFor();
  });

  test('levels open and close from the toolbar', async () => {
    const page = await show();
    const choose = async (item: string) => {
      await page.page.locator('vscode-button[aria-label="Expand or collapse"]').click();
      await page.page.locator('[role=menuitem]', { hasText: item }).click();
    };
    await choose('Expand 2 levels');
    const { view } = await savedOnce(page, isExpanded('scope:model/fc1'));
    expect(view.expanded).not.toContain('scope:model/fc1/dropout');
    await choose('Collapse all');
    await savedOnce(page, ({ view: { expanded } }) => expanded.length === 0);
  });

  test('the minimap appears once not all is seen, and moves the view', async () => {
    const page = await show();
    const minimap = page.page.locator('.minimap');
    await minimap.waitFor({ state: 'hidden' });
    await press(page, '+', '+', '+', '+');
    await minimap.waitFor();
    const { viewport } = await savedOnce(page, ({ viewport: { zoom } }) => zoom > 3);
    await minimap.click({ position: { x: 10, y: 10 } });
    await savedOnce(page, ({ viewport: { x } }) => x > viewport.x + 50);
  });

  test('the theme changes while the page is open', async () => {
    const page = await show(tutorial, { theme: 'dark' });
    const dark = await picture(page);
    await page.setTheme('light');
    expect((await picture(page)).equals(dark)).toBe(false);
    await page.setTheme('dark');
    expect((await picture(page)).equals(dark)).toBe(true);
  });

  test('the card is as wide as it is dragged by keys, and goes away', async () => {
    const page = await show();
    const splitter = page.page.locator('[role=separator][aria-label="Width of the details"]');
    const width = Number(await splitter.getAttribute('aria-valuenow'));
    await splitter.focus();
    await page.page.keyboard.press('ArrowLeft');
    expect(Number(await splitter.getAttribute('aria-valuenow'))).toBe(width + 20);
    expect((await page.page.locator('.side').boundingBox())?.width).toBe(width + 20);
    await page.page.locator('vscode-button[aria-label="Details"]').click();
    await page.page.locator('.card').waitFor({ state: 'hidden' });
  });
});

describe('hostile and large graphs', () => {
  test('names with markup are text everywhere', async () => {
    const name = '<img src=x onerror=window.hit=1>/"><script>window.hit=1</script>';
    const node = { ...tutorial.nodes[0]!, name, attributes: [['<b>a</b>', '<i onclick=1>']] as const };
    const page = await show({ nodes: [node, { ...node, name: '__proto__' }], traces: ['<u>t</u>'] });
    await select(page, name);
    await page.page.locator('vscode-button[aria-label="Outline"]').click();
    await press(page, '/');
    await page.page.keyboard.type('img');
    await page.page.locator('.search-hit').first().waitFor();
    expect(await page.page.locator('img, b, i[onclick], u').count()).toBe(0);
    expect(await page.page.evaluate('window.hit === undefined')).toBe(true);
  });

  test('20,000 operations open folded, and a scope of 5,000 opens in part', async () => {
    const page = await show(deepGraph(40, 50));
    await page.page.locator('.card', { hasText: '20,001 operations' }).waitFor();
    await page.close();
    const wide = await show(wideGraph(5000));
    await select(wide, 'wide');
    await press(wide, 'Enter');
    const more = wide.page.locator('.card-action', { hasText: 'Show more (4,000 not shown)' });
    await more.click();
    await wide.page.locator('.card-action', { hasText: 'Show more (3,000 not shown)' }).waitFor({ timeout: 30_000 });
    await select(wide, 'wide/n4321q');
    await savedOnce(wide, ({ selected }) => selected === 'op:wide/n4321q');
  });
});
