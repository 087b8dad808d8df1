import { expect, test } from 'vitest';
import { liveGraphData } from '../../../extension/graph/live-graph-data.ts';
import type { LiveGraph } from '../../../language-server/protocol.ts';

const graph = (uri: string, file: string): LiveGraph => ({
  uri,
  version: 1,
  nodes: [
    { name: 'a', op: 'Relu', inputs: [], controlInputs: [], device: '', outputs: [], attributes: [] },
    {
      name: 'b',
      op: 'Relu',
      inputs: ['a'],
      controlInputs: [],
      device: '',
      outputs: [],
      attributes: [],
      source: { file, line: 2, column: 1 },
    },
  ],
  loops: [{ name: 'loop at line 3', nodes: ['b'], source: { file, line: 3, column: 1 } }],
  faults: [],
  isComplete: true,
});

test('files keep their paths', () => {
  const { nodes, isIncomplete } = liveGraphData(graph('file:///m/a.ts', '/m/a.ts'));
  expect(nodes.map(({ source }) => source?.file)).toEqual([undefined, '/m/a.ts']);
  expect(isIncomplete).toBe(false);
});

test('a document without a file is named as the editor names it', () => {
  const { nodes, loops } = liveGraphData(graph('untitled:Untitled-1', 'untitled:Untitled-1.ts'));
  expect(nodes[1]?.source?.file).toBe('untitled:Untitled-1');
  expect(loops?.[0]?.source.file).toBe('untitled:Untitled-1');
  const other = liveGraphData(graph('untitled:Untitled-1', 'untitled:Untitled-12.ts'));
  expect(other.nodes[1]?.source?.file).toBe('untitled:Untitled-12.ts');
});
