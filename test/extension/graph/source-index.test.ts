import { expect, test } from 'vitest';
import { LoadedGraph } from '../../../extension/graph/loaded-graph.ts';
import { fileKey, indexSources, nodeAt } from '../../../extension/graph/source-index.ts';
import type { GraphNode } from '../../../webview/protocol.ts';

function node(name: string, line?: number, column = 1, file = '/model/digits.ts'): GraphNode {
  return {
    name,
    op: 'NoOp',
    inputs: [],
    controlInputs: [],
    device: '',
    outputs: [],
    attributes: [],
    ...(line !== undefined && { source: { file, line, column } }),
  };
}

// tf.nn.relu(tf.add(tf.matmul(x, w), b))
const nested = [node('Relu', 4, 14), node('Add', 4, 22), node('MatMul', 4, 29), node('const'), node('loss', 9, 5)];

test.each([
  [1, 'Relu'],
  [14, 'Relu'],
  [21, 'Relu'],
  [22, 'Add'],
  [28, 'Add'],
  [29, 'MatMul'],
  [80, 'MatMul'],
])('at column %i, the innermost call is %s', (column, name) => {
  expect(nodeAt(indexSources(nested), '/model/digits.ts', 4, column)).toBe(name);
});

test('a line that made nothing, and a file that the graph does not know, have no node', () => {
  const index = indexSources(nested);
  expect(nodeAt(index, '/model/digits.ts', 5, 1)).toBeUndefined();
  expect(nodeAt(index, '/model/other.ts', 4, 20)).toBeUndefined();
  expect(index.files).toEqual(['/model/digits.ts']);
});

test.each([
  ['one node', ['MatMul'], [], 'MatMul'],
  ['a layer: its scope', ['dense/kernel', 'dense/kernel/read', 'dense/BiasAdd'], [], 'dense'],
  ['a layer, whose slots another line made', ['dense/kernel', 'dense/BiasAdd'], ['dense/kernel/Adam'], 'dense'],
  ['a variable', ['w/initial_value', 'w', 'w/Assign', 'w/read'], [], 'w'],
  ['what a call returned, last of several in a scope of others', ['s/Const', 's/Mean'], [], 's/Mean', ['s/ArgMax']],
  ['what a call returned, in scopes of their own', ['gradients/loss_grad', 'w/Adam', 'Adam'], [], 'Adam'],
] as const)('%s', (_, names, after, name, before: readonly string[] = []) => {
  const nodes = [...before.map((each) => node(each, 1)), ...names.map((each) => node(each, 2))];
  const index = indexSources([...nodes, ...after.map((each) => node(each, 3))]);
  expect(nodeAt(index, '/model/digits.ts', 2, 1)).toBe(name);
});

test('paths are compared as the file system does', () => {
  expect(fileKey('/A/b/../c.ts', 'linux')).toBe('/A/c.ts');
  expect(fileKey('/A/C.ts', 'darwin')).toBe(fileKey('/a/c.ts', 'darwin'));
  expect(fileKey('/A/C.ts', 'linux')).not.toBe(fileKey('/a/c.ts', 'linux'));
});

test('a graph from elsewhere answers for the file that was found for it', async () => {
  const graph = new LoadedGraph({ nodes: [node('MatMul', 4, 1, '/elsewhere/digits.ts')], traces: [] });
  expect(graph.nodeAt('/model/digits.ts', 4, 1)).toBeUndefined();
  await graph.locate(async (file) => (file === '/elsewhere/digits.ts' ? '/model/digits.ts' : undefined));
  expect(graph.nodeAt('/model/digits.ts', 4, 1)).toBe('MatMul');
  expect(graph.nodeAt('/elsewhere/digits.ts', 4, 1)).toBe('MatMul');
});

test('a graph that is too large is not kept, and still leads from line to node', () => {
  const nodes = Array.from({ length: 50_001 }, (_, line) => node(`n${line}`, line + 1));
  const graph = new LoadedGraph({ nodes, traces: [] });
  expect(graph.data).toBeUndefined();
  expect(graph.nodeAt('/model/digits.ts', 40_000, 1)).toBe('n39999');
});
