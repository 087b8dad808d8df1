import { expect, test } from 'vitest';
import { layoutGraph, layoutRequest } from '../../../../webview/graph/layout/index.ts';
import { buildModel, coloring, initialViewState, visibleGraph } from '../../../../webview/graph/model/index.ts';
import { edgeElements, layers, nodeElements } from '../../../../webview/graph/view/elements.ts';
import { foldButtonOf, hitsFoldButton } from '../../../../webview/graph/view/hit.ts';
import { makePalette } from '../../../../webview/graph/view/palette.ts';
import { auxiliaryAreas, depthOf, isWithin, lookOf } from '../../../../webview/graph/view/scene.ts';
import { graphOf, node } from '../random-graph.ts';
import { tutorialModel, tutorialScene } from './scene.ts';

const palette = makePalette({ kind: 'dark', color: (_variable, fallback) => fallback });

test.each([
  ['MatMul', 'operation'],
  ['Const', 'constant'],
  ['VariableV2', 'variable'],
  ['Placeholder', 'placeholder'],
  ['ScalarSummary', 'summary'],
  ['NoOp', 'nothing'],
  ['constructor', 'operation'],
] as const)('%s looks like: %s', (op, look) => {
  expect(lookOf({ kind: 'operation', expanded: false, op, fault: null })).toBe(look);
});

test('what is open lies below what is in it, edges between', () => {
  const scene = tutorialScene('model', 'model/fc1');
  const z = new Map(nodeElements(scene, palette, null).map(({ data }) => [data.id, data.z]));
  expect(z.get('scope:model')).toBeLessThan(z.get('scope:model/fc1')!);
  expect(z.get('scope:model/fc1')).toBeLessThan(layers.edge);
  expect(z.get('scope:model/fc2')).toBe(layers.node);
  expect(depthOf(scene.visible, 'scope:model/fc1')).toBe(1);
  expect(isWithin(scene.visible, 'scope:model/fc1', 'scope:model')).toBe(true);
  expect(isWithin(scene.visible, 'scope:model', 'scope:model/fc1')).toBe(false);
});

test('every edge has both its ends among the nodes', () => {
  const scene = tutorialScene('model', 'train');
  const ids = new Set(nodeElements(scene, palette, null).map(({ data }) => data.id));
  const edges = edgeElements(scene);
  expect(edges.length).toBeGreaterThan(10);
  for (const { data } of edges) expect(ids.has(data.source) && ids.has(data.target)).toBe(true);
});

test('scopes of one structure have one colour, others that of scopes', () => {
  const scene = tutorialScene('model');
  const colors = coloring(tutorialModel, scene.visible, 'structure');
  const fill = new Map(nodeElements(scene, palette, colors).map(({ data }) => [data.id, data.fill]));
  expect(fill.get('scope:model/fc1')).toBe(fill.get('scope:model/fc2'));
  expect(fill.get('scope:model/fc3')).toBe(palette.scope.fill);
  expect(fill.get('scope:model/fc1')).not.toBe(palette.scope.fill);
});

test('what stands aside has a ground of its own, which holds it', () => {
  const scene = tutorialScene();
  const [area, ...others] = auxiliaryAreas(scene);
  expect(others).toEqual([]);
  const init = scene.visible.nodes.find(({ label }) => label === 'init')!;
  const box = scene.layout.nodes.get(init.id)!;
  expect(Math.abs(box.x - area!.box.x)).toBeLessThan(area!.box.width / 2);
  expect(Math.abs(box.y - area!.box.y)).toBeLessThan(area!.box.height / 2);
});

test('the fold button of a folded group is at its right end, of an open one at the left of its title', () => {
  const box = { x: 100, y: 100, width: 80, height: 40 };
  expect(foldButtonOf({ kind: 'scope', expanded: false }, box)).toEqual({ x: 127, y: 100 });
  expect(foldButtonOf({ kind: 'scope', expanded: true }, box)).toEqual({ x: 74, y: 93 });
  expect(foldButtonOf({ kind: 'operation', expanded: false }, box)).toBeNull();
  expect(hitsFoldButton({ kind: 'series', expanded: false }, box, { x: 130, y: 104 })).toBe(true);
  expect(hitsFoldButton({ kind: 'series', expanded: false }, box, { x: 100, y: 100 })).toBe(false);
});

test('what could not be made and loops have looks of their own, and each class once', () => {
  const faulty = graphOf(
    node('x', 'Placeholder'),
    node('w', 'VariableV2', ['x'], { fault: 'Too wide.' }),
    node('a', 'Relu', ['x']),
  );
  const graph = {
    ...faulty,
    loops: [{ name: 'loop at line 2', nodes: ['a'], source: { file: '/m.ts', line: 2, column: 1 } }],
  };
  const visible = visibleGraph(buildModel(graph), initialViewState);
  const scene = { visible, layout: layoutGraph(layoutRequest(visible)), hidden: new Map() };
  const elements = nodeElements(scene, palette, null);
  const of = (id: string) => elements.find(({ data }) => data.id === id)!;
  expect(of('op:w')).toMatchObject({ classes: 'fault operation faulty', data: { shape: 'hexagon' } });
  expect(of('loop:a')).toMatchObject({ classes: 'loop', data: { label: '×? loop at line 2' } });
  const edges = edgeElements(scene).map(({ data, classes }) => [data.target, classes.includes('faulty')]);
  expect(Object.fromEntries(edges)).toEqual({ 'op:w': true, 'loop:a': false });
});
