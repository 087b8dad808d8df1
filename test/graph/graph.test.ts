import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  exchangeDefaultGraph,
  formatDevice,
  Graph,
  getDefaultGraph,
  mergeDevices,
  parseDevice,
  parseShape,
  resetDefaultGraph,
  TensorShape,
  withDefaultGraph,
} from '../../engine/graph/index.ts';
import { addOp, op, scalarTensor } from '../../engine/ops/index.ts';

let graph: Graph;
const inGraph = <T>(body: () => T): T => withDefaultGraph(graph, body);
const noOp = (name?: string) => inGraph(() => addOp('NoOp', [], {}, { name }));
beforeEach(() => {
  graph = new Graph();
});

describe('names', () => {
  it('get _1, _2 when taken, skipping what is taken already, without regard to case', () => {
    expect(['a', 'a', 'a_1', 'a', 'A'].map((name) => noOp(name).name)).toEqual(['a', 'a_1', 'a_1_1', 'a_2', 'A_3']);
  });

  it('stand in scopes, which are made unique too and can be re-entered absolutely', () => {
    const names = inGraph(() =>
      graph.withNameScope('s', (scope) => {
        const first = noOp('x').name;
        const again = graph.withNameScope(null, () => graph.withNameScope(scope, () => noOp('x').name));
        return [scope, first, again];
      }),
    );
    expect(names).toEqual(['s/', 's/x', 's/x_1']);
    expect(graph.withNameScope('s', (scope) => scope)).toBe('s_1/');
  });

  it('are used verbatim when they end in a slash', () => {
    expect(noOp('deep/down/').name).toBe('deep/down');
    expect(() => noOp('deep/down/')).toThrow("Duplicate node name in graph: 'deep/down'");
  });

  it('are refused where TensorFlow refuses them', () => {
    expect(() => graph.withNameScope('my scope', () => 0)).toThrow("'my scope' is not a valid scope name");
    expect(() => noOp('_x')).toThrow("'_x' is not a valid node name");
  });

  it('leave the scope again when the callback throws, and refuse a promise', () => {
    expect(() =>
      graph.withNameScope('s', () => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(graph.currentNameScope).toBe('');
    expect(() => graph.withNameScope('s', async () => 0)).toThrow('returned a promise');
  });
});

describe('look-up', () => {
  it('finds operations and tensors by name and says what is wrong otherwise', () => {
    const t = inGraph(() => scalarTensor(1, 'float32', 'c'));
    expect(graph.getTensorByName('c:0')).toBe(t);
    expect(graph.getOperationByName('c')).toBe(t.op);
    expect(() => graph.getTensorByName('c:1')).toThrow('exists but only has 1 outputs');
    expect(() => graph.getTensorByName('c')).toThrow('looks like an (invalid) Operation name');
    expect(() => graph.getTensorByName('d:0')).toThrow("The operation, 'd', does not exist in the graph");
    expect(() => new Graph().asGraphElement(t)).toThrow(
      'Tensor("c:0", shape=(), dtype=float32) is not an element of this graph.',
    );
  });
});

describe('a graph', () => {
  it('cannot be changed once finalized', () => {
    graph.finalize();
    expect(() => noOp()).toThrow('Graph is finalized and cannot be modified.');
  });

  it('is reset only outside nested graphs', () => {
    expect(() => inGraph(() => resetDefaultGraph())).toThrow('nested');
    const before = getDefaultGraph();
    resetDefaultGraph();
    expect(getDefaultGraph()).not.toBe(before);
  });

  it('is exchanged as the default only outside nested graphs, and comes back', () => {
    const before = getDefaultGraph();
    expect(exchangeDefaultGraph(graph)).toBe(before);
    expect(getDefaultGraph()).toBe(graph);
    expect(() => inGraph(() => exchangeDefaultGraph(before))).toThrow('inside graph.asDefault');
    expect(exchangeDefaultGraph(undefined)).toBe(graph);
    expect([before, graph]).not.toContain(getDefaultGraph());
    exchangeDefaultGraph(before);
    expect(getDefaultGraph()).toBe(before);
  });

  it('adds control inputs of all enclosing scopes, but not to what depends on them already', () => {
    const a = noOp('a');
    const b = noOp('b');
    const [inner, user, cleared] = inGraph(() =>
      graph.withControlDependencies([a], () => {
        const made = scalarTensor(1, 'float32', 'made');
        const both = graph.withControlDependencies([b], () => noOp('both'));
        const reader = op('Identity', [made], {}, 'reader').op;
        return [both, reader, graph.withControlDependencies(null, () => noOp('free'))];
      }),
    );
    expect(inner.controlInputs.map((c) => c.name).sort()).toEqual(['a', 'b']);
    expect(user.controlInputs).toEqual([]);
    expect(cleared.controlInputs).toEqual([]);
  });
});

describe('devices', () => {
  it('merge field by field, innermost first, and null clears', () => {
    const devices = inGraph(() =>
      graph.withDevice('/job:worker/task:1', () => [
        graph.withDevice('/gpu:1', () => noOp().device),
        graph.withDevice(null, () => noOp().device),
        graph.withDevice(
          (request) => (request.type === 'NoOp' ? '/cpu:0' : null),
          () => noOp().device,
        ),
      ]),
    );
    expect(devices).toEqual(['/job:worker/task:1/device:GPU:1', '', '/job:worker/task:1/device:CPU:0']);
  });

  it('are read in long and short form', () => {
    expect(formatDevice(parseDevice('/cpu:0'))).toBe('/device:CPU:0');
    expect(formatDevice(mergeDevices(parseDevice('/gpu:1'), parseDevice('/cpu:*')))).toBe('/device:CPU:*');
    expect(() => parseDevice('/gpux:0')).toThrow("'gpux:0' is no part of one");
  });
});

describe('shapes', () => {
  it('are shown as they print', () => {
    expect(inspect(parseShape([null, 2]))).toBe('(?, 2)');
  });
  it('print as TensorFlow prints them', () => {
    expect(String(parseShape([null, 784]))).toBe('(?, 784)');
    expect(String(TensorShape.of(500))).toBe('(500,)');
    expect(String(TensorShape.scalar)).toBe('()');
    expect(String(TensorShape.unknown)).toBe('<unknown>');
  });

  it('refuse -1 and say what to write', () => {
    expect(() => parseShape([-1, 2])).toThrow(/Dimension -1 must be >= 0.*Write null/);
  });

  it('merge what is known on both sides', () => {
    const merged = parseShape([null, 3]).mergeWith(parseShape([2, null]));
    expect(String(merged)).toBe('(2, 3)');
    expect(parseShape([2, 3]).mergeWith(parseShape([2, 4]))).toBeUndefined();
    expect(parseShape([2]).isCompatibleWith(parseShape([2, 1]))).toBe(false);
  });
});
