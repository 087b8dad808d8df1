// What the page shows while views, graphs and layouts overtake one another.

import { expect, test, vi } from 'vitest';
import { Explorer } from '../../../webview/graph/explorer.ts';
import { answer } from '../../../webview/graph/layout/answer.ts';
import { LayoutClient, type WorkerLike } from '../../../webview/graph/layout/client.ts';
import { RankCache } from '../../../webview/graph/layout/rank-cache.ts';
import type { ToWorker } from '../../../webview/graph/layout/worker-protocol.ts';
import { initialViewState, restoreViewState, saveViewState } from '../../../webview/graph/model/index.ts';
import type { GraphView, ShowOptions } from '../../../webview/graph/view/graph-view.ts';
import type { Scene } from '../../../webview/graph/view/scene.ts';
import { graphOf, node } from './random-graph.ts';

const small = graphOf(node('x'), node('fc/a', 'Add', ['x']), node('fc/b', 'Mul', ['fc/a']));
const larger = graphOf(...small.nodes, node('y', 'Add', ['fc/b']));

/** An explorer whose layouts are answered only when told to. */
function slowly() {
  const waiting: (() => void)[] = [];
  const start = (): WorkerLike => {
    let ended = false;
    const worker: WorkerLike = {
      postMessage: (message) =>
        waiting.push(() => {
          if (!ended) answer(message as ToWorker, new RankCache(), (data) => worker.onmessage?.({ data }));
        }),
      terminate: () => {
        ended = true;
      },
      onmessage: null,
      onerror: null,
    };
    return worker;
  };
  const shown: { readonly scene: Scene; readonly options: ShowOptions }[] = [];
  const view = {
    show: (scene: Scene, _: unknown, options: ShowOptions) => shown.push({ scene, options }),
    flash: vi.fn(),
  } as unknown as GraphView;
  const onFail = vi.fn();
  const explorer = new Explorer({
    view,
    layout: new LayoutClient(start),
    measure: (label) => 7 * label.length,
    animates: () => false,
    color: () => null,
    busy: () => () => {},
    onFail,
    onChange: () => {},
  });
  const asked = (count: number) => vi.waitFor(() => expect(waiting).toHaveLength(count));
  const answered = async (count: number) => {
    await asked(count);
    for (const finish of waiting.splice(0)) finish();
  };
  return { explorer, shown, asked, answered, onFail };
}

const names = ({ visible }: Scene) => visible.nodes.map(({ name }) => name).sort();
const start = { view: initialViewState, viewport: null, selected: null };

test('a graph that comes while a scope opens is shown with that scope open', async () => {
  const { explorer, shown, asked, answered } = slowly();
  const first = explorer.setGraph(small, start);
  await answered(1);
  await first;
  const fc = shown[0]!.scene.visible.nodes.find(({ name }) => name === 'fc')!.id;
  const opened = explorer.setExpanded(fc, true);
  await asked(1);
  const second = explorer.setGraph(larger, start);
  await answered(2);
  expect(await opened).toBe(false);
  await second;
  expect(names(shown.at(-1)!.scene)).toEqual(['fc', 'fc/a', 'fc/b', 'x', 'y']);
  expect(explorer.state.expanded.has(fc)).toBe(true);
});

test('a second graph before the first was laid out is still shown as the page was left', async () => {
  const { explorer, shown, asked, answered } = slowly();
  const saved = {
    view: restoreViewState(saveViewState(initialViewState)),
    viewport: { zoom: 2, x: 3, y: 4 },
    selected: null,
  };
  const first = explorer.setGraph(small, saved);
  await asked(1);
  const second = explorer.setGraph(larger, saved);
  await answered(2);
  await Promise.all([first, second]);
  expect(shown).toHaveLength(1);
  expect(names(shown[0]!.scene)).toEqual(['fc', 'x', 'y']);
  expect(shown[0]!.options.viewport).toEqual(saved.viewport);
});

test('a layout that the user gives up leaves what was open before', async () => {
  const { explorer, shown, answered, onFail } = slowly();
  const first = explorer.setGraph(small, start);
  await answered(1);
  await first;
  const fc = shown[0]!.scene.visible.nodes.find(({ name }) => name === 'fc')!.id;
  const opened = explorer.setExpanded(fc, true);
  explorer.cancel();
  expect(await opened).toBe(false);
  expect(explorer.state.expanded.has(fc)).toBe(false);
  expect(shown).toHaveLength(1);
  expect(onFail).not.toHaveBeenCalled();
});
