// The graph page alone, in a browser, with graphs that change as with each key that somebody types into a model file.

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
  tutorial,
  useGraphPages,
} from './graph-page.ts';
import { type OpenPage, pageThemes } from './open-page.ts';

useGraphPages();

const reason = 'Dimensions must be equal, but are 784 and 500.';
const faultyName = 'model/fc1/relu_activation/MatMul';

/** The tutorial's graph up to its first product, which does not fit. */
const faulty: GraphData = (() => {
  const end = tutorial.nodes.findIndex(({ name }) => name === faultyName);
  const failed = { ...tutorial.nodes[end]!, outputs: [], attributes: [], fault: reason };
  return { ...tutorial, nodes: [...tutorial.nodes.slice(0, end), failed], isIncomplete: true };
})();

/** With one more operation after the first layer. */
function longer(count: number): GraphData {
  const extra = Array.from(
    { length: count },
    (_, place): GraphNode => ({
      ...tutorial.nodes[0]!,
      name: `model/fc1/extra${place}x`,
      op: 'Identity',
      inputs: ['model/fc1/relu_activation/Relu'],
    }),
  );
  return { ...tutorial, nodes: [...tutorial.nodes, ...extra] };
}

const send = (page: OpenPage, graph: GraphData, canRun = false) => page.send({ type: 'graph', graph, canRun });

const drawing = `document.querySelector('.stage .cytoscape')._cyreg.cy`;

/** Of a drawn element, as the drawing library has it. */
async function look({ page }: OpenPage, id: string, ...properties: readonly string[]): Promise<readonly string[]> {
  return (await page.evaluate(
    `${JSON.stringify(properties)}.map((name) => ${drawing}.getElementById(${JSON.stringify(id)}).style(name))`,
  )) as readonly string[];
}

async function places({ page }: OpenPage): Promise<Readonly<Record<string, string>>> {
  return (await page.evaluate(
    `Object.fromEntries(${drawing}.nodes().map((node) => [node.id(), Math.round(node.position('x')) + ' ' + Math.round(node.position('y'))]))`,
  )) as Record<string, string>;
}

async function glowing({ page }: OpenPage): Promise<readonly string[]> {
  return (await page.evaluate(`${drawing}.nodes('.changed').map((node) => node.id())`)) as readonly string[];
}

const untilSaid = (page: OpenPage, text: string) => live(page).filter({ hasText: text }).waitFor({ state: 'attached' });

const drawn = async (page: OpenPage, id: string) => Object.hasOwn(await places(page), id);
const untilDrawn = (page: OpenPage, id: string) => waitFor(() => drawn(page, id), { what: id, seconds: 10 });

describe('what does not fit', () => {
  test('is red, and told by shape, dash, mark and words too', async () => {
    const page = await show(faulty);
    await page.page.locator('.banner', { hasText: '1 operation could not be made.' }).waitFor();
    await untilSaid(page, `${faultyName} could not be made. ${reason}`);
    await page.page.locator('.banner vscode-button', { hasText: 'Show' }).click();
    await page.page.locator('.card-fault', { hasText: reason }).waitFor();
    await untilDrawn(page, `op:${faultyName}`);
    await press(page, 'Escape');
    const [shape, border] = await look(page, `op:${faultyName}`, 'shape', 'border-color');
    expect(shape).toBe('hexagon');
    const edges = (await page.page.evaluate(
      `${drawing}.edges('.faulty').map((edge) => [edge.target().id(), ...['line-color', 'line-style', 'target-arrow-shape'].map((name) => edge.style(name))])`,
    )) as readonly string[][];
    expect(edges.length).toBeGreaterThan(0);
    for (const edge of edges) expect(edge).toEqual([`op:${faultyName}`, border, 'dashed', 'triangle-cross']);
    const [plain] = await look(page, 'scope:model/fc1/weights', 'border-color');
    expect(plain).not.toBe(border);
    await page.page.locator('vscode-button[aria-label="Outline"]').click();
    const row = page.page.locator('[role=treeitem]', { hasText: `could not be made: ${reason}` });
    await row.waitFor();
  });

  test('marks the folded scopes around it', async () => {
    const page = await show(faulty);
    await page.page.locator('.banner').waitFor();
    await page.page.locator('vscode-button[aria-label="Outline"]').click();
    const model = page.page.locator('[role=treeitem]', { hasText: '1 could not be made' });
    await model.waitFor();
    await model.click();
    await page.page.locator('.card-section', { hasText: 'Could not be made' }).locator('.link').click();
    await page.page.locator('.card-fault').waitFor();
  });

  test('goes when it fits, and is said to', async () => {
    const page = await show(faulty);
    await page.page.locator('.banner').waitFor();
    await send(page, tutorial);
    await page.page.locator('.banner').waitFor({ state: 'hidden' });
    await untilSaid(page, 'All operations could be made.');
    expect(await page.page.evaluate(`${drawing}.elements('.faulty').map((one) => one.id())`)).toEqual([]);
  });

  test.each(pageThemes)('axe finds nothing serious in %s', async (theme) => {
    const page = await show(faulty, { theme });
    await page.page.locator('vscode-button[aria-label="Outline"]').click();
    await page.page.locator('.banner vscode-button', { hasText: 'Show' }).click();
    await page.page.locator('.card-fault').waitFor();
    await page.page.locator('.legend summary').click();
    await page.page.locator('.legend-marks', { hasText: 'Does not fit' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });
});

describe('while somebody types', () => {
  test('what is unchanged keeps its place, and what is new glows a moment', async () => {
    const page = await show(tutorial);
    await select(page, 'model/fc1/weights');
    await pause(500);
    const before = await places(page);
    await send(page, longer(1));
    await untilDrawn(page, 'op:model/fc1/extra0x');
    expect(await glowing(page)).toEqual(['op:model/fc1/extra0x']);
    const after = await places(page);
    const moved = Object.keys(before).filter((id) => before[id] !== after[id]);
    // The scope that grew, and what it pushed aside.
    expect(moved.length).toBeLessThan(Object.keys(before).length / 4);
    await waitFor(
      () => glowing(page),
      { what: 'the glow to end', seconds: 5 },
      (ids) => ids.length === 0,
    );
  });

  test('nothing is said but of faults', async () => {
    const page = await show(tutorial);
    await select(page, 'model/fc1');
    await page.page.evaluate(`(() => {
      window.said = [];
      const region = document.querySelector('.unseen[aria-live]');
      new MutationObserver(() => window.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    })()`);
    await send(page, longer(1));
    await page.page.locator('.card-kind', { hasText: '48 operations' }).waitFor();
    await send(page, longer(2));
    await page.page.locator('.card-kind', { hasText: '49 operations' }).waitFor();
    expect(await page.page.evaluate('window.said')).toEqual([]);
    await send(page, faulty);
    await page.page.locator('.banner').waitFor();
    await untilSaid(page, `${faultyName} could not be made. ${reason}`);
    expect(await page.page.evaluate('window.said')).toHaveLength(1);
  });

  test('graphs that come faster than they can be laid out end with the newest', async () => {
    const page = await show(tutorial);
    await select(page, 'model/fc1');
    await press(page, 'Enter');
    await savedOnce(page, isExpanded('scope:model/fc1'));
    for (let count = 1; count <= 30; count += 1) await send(page, longer(count % 7));
    await send(page, longer(9));
    await page.page.locator('.card-kind', { hasText: '56 operations' }).waitFor();
    expect((await savedOnce(page, () => true)).selected).toBe('scope:model/fc1');
  });

  test('the legend, the card and the fold state stay', async () => {
    const page = await show(tutorial);
    await select(page, 'model/fc1');
    await press(page, 'Enter');
    await savedOnce(page, isExpanded('scope:model/fc1'));
    await send(page, faulty);
    await page.page.locator('.banner').waitFor();
    await send(page, tutorial);
    await page.page.locator('.banner').waitFor({ state: 'hidden' });
    const { view, selected } = await savedOnce(page, isExpanded('scope:model/fc1'));
    expect([view.expanded.includes('scope:model/fc1'), selected]).toEqual([true, 'scope:model/fc1']);
  });
});

describe('a loop of an unknown number of passes', () => {
  const inLoop = tutorial.nodes.filter(({ name }) => name.startsWith('model/fc2/')).map(({ name }) => name);
  const looped: GraphData = {
    ...tutorial,
    loops: [{ name: 'loop at line 12', nodes: inLoop, source: { file: '/project/mnist.ts', line: 12, column: 1 } }],
  };
  const first = inLoop[0]!;

  test('is one node, which opens and leads to its line', async () => {
    const page = await show(looped);
    await select(page, 'loop at line 12');
    // The scope around it opens on the way.
    const isShown = isExpanded('scope:model');
    await savedOnce(page, (state) => state.selected === `loop:${first}` && isShown(state));
    await page.page.locator('.card-kind', { hasText: 'how many passes is not known' }).waitFor();
    expect(await look(page, `loop:${first}`, 'label', 'border-style')).toEqual(['×? loop at line 12', 'double']);
    await press(page, 'Enter');
    await untilDrawn(page, 'scope:model/fc2');
    expect(await live(page).innerText()).toMatch(/^loop at line 12, \d+ nodes.*, expanded$/);
    await press(page, 'Shift+Enter');
    expect(await page.posted('goToSource')).toMatchObject([{ place: { line: 12 } }]);
  });

  test.each(pageThemes)('can be told from a scope in %s', async (theme) => {
    const page = await show(looped, { theme });
    await select(page, 'loop at line 12');
    await page.page.locator('.legend summary').click();
    await page.page.locator('.legend-marks', { hasText: 'Loop' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });
});

describe('running the file', () => {
  test('is offered where a part was not analysed, if the host allows it', async () => {
    const page = await show({ ...tutorial, isIncomplete: true });
    const banner = page.page.locator('.banner', { hasText: 'The rest of the file was not analysed' });
    await banner.waitFor();
    expect(await banner.locator('vscode-button').count()).toBe(0);
    await send(page, { ...tutorial, isIncomplete: true }, true);
    await banner.locator('vscode-button', { hasText: 'Run the File' }).click();
    expect(await page.posted('run')).toHaveLength(1);
  });

  test('is offered where there is no graph', async () => {
    const page = await show(tutorial);
    await page.send({ type: 'problem', message: 'The server has stopped.', canRun: true });
    await page.page.locator('.notice vscode-button', { hasText: 'Run the File' }).click();
    expect(await page.posted('run')).toHaveLength(1);
    await page.send({ type: 'problem', message: 'No model.' });
    await page.page.locator('.notice', { hasText: 'No model.' }).waitFor();
    expect(await page.page.locator('.notice vscode-button').allInnerTexts()).toEqual(['Reload']);
  });
});
