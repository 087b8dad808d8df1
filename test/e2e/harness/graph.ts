// What the graph page shows. The graph is drawn on a canvas: where a node is, the drawing library tells.

import type { Frame } from 'playwright-core';
import { waitFor } from './waiting.ts';

/** The drawing, which the library keeps on its element. */
const drawing = `document.querySelector('.stage .cytoscape')?._cyreg?.cy`;

/** The names of the nodes that are drawn. */
export async function drawnNodes(frame: Frame): Promise<readonly string[]> {
  return (await frame.evaluate(
    `(${drawing}?.nodes(':visible') ?? []).map((node) => node.id()).filter((id) => !id.startsWith('area:'))
      .map((id) => id.slice(id.indexOf(':') + 1))`,
  )) as string[];
}

/** The edges that lead into what could not be made: `source target`, those of scopes among them. */
export async function faultyEdges(frame: Frame): Promise<readonly string[]> {
  return (await frame.evaluate(
    `(${drawing}?.edges('.faulty') ?? []).map((edge) => [edge.source(), edge.target()]
      .map((node) => node.id().slice(node.id().indexOf(':') + 1)).join(' '))`,
  )) as string[];
}

/** Waits until these nodes are drawn and nothing is being laid out. */
export async function untilDrawn(frame: Frame, names: readonly string[], seconds = 60): Promise<readonly string[]> {
  return waitFor(
    async (): Promise<readonly string[]> =>
      (await frame.locator('.busy:visible').count()) === 0 ? drawnNodes(frame) : [],
    { what: `the nodes ${names.join(', ')}`, seconds },
    (drawn) => names.every((name) => drawn.includes(name)),
  );
}

export async function clickNode(frame: Frame, name: string, times: 1 | 2 = 1): Promise<void> {
  // Nodes move to their places; one that still moves would be missed.
  let last = '';
  await waitFor(
    async () => JSON.stringify(await placeOf(frame, name)),
    { what: `${name} to come to rest` },
    (place) => {
      const rests = place === last;
      last = place;
      return rests;
    },
  );
  const position = JSON.parse(last) as Place;
  await frame.locator('.stage').click({ position, clickCount: times });
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where a node can be clicked: in the title of an open scope, beside the button of a folded one, where no edge passes. */
async function placeOf(frame: Frame, name: string): Promise<Place> {
  return (await frame.evaluate(`(() => {
    const name = ${JSON.stringify(name)};
    const node = ${drawing}.nodes().filter((each) => each.id() === 'op:' + name || each.id() === 'scope:' + name);
    if (node.length !== 1) throw new Error(name + ' is not drawn.');
    const { x1, x2, y1, y2 } = node.renderedBoundingBox({ includeLabels: false, includeOverlays: false });
    return { x: Math.round(x1 + (x2 - x1) * 0.25), y: Math.round(y1 + Math.min(7, (y2 - y1) / 2)) };
  })()`)) as Place;
}

/** The heading of the details card. */
export async function selectedNode(frame: Frame): Promise<string> {
  const title = frame.locator('aside.card .card-title');
  if ((await title.count()) === 0) return '';
  return (await title.getAttribute('title')) ?? (await title.innerText());
}

/** Presses a button of the toolbar or the card by its name. */
export async function pressButton(frame: Frame, name: string): Promise<void> {
  await frame.getByRole('button', { name, exact: true }).first().click();
}
