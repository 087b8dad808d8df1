import { beforeEach, describe, expect, it } from 'vitest';
import { Graph, parseShape, withDefaultGraph } from '../../engine/graph/index.ts';
import { addOp, scalarTensor } from '../../engine/ops/index.ts';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});

const inGraph = <T>(body: () => T): T => withDefaultGraph(graph, body);
const noOp = (name: string) => inGraph(() => addOp('NoOp', [], {}, { name }));
const constant = (name: string) => inGraph(() => scalarTensor(1, 'float32', name));
const names = () => graph.getOperations().map((op) => op.name);

describe('a graph rolled back to a mark', () => {
  it('has the operations it had, and gives the same names and ids again', () => {
    noOp('a');
    const mark = graph.mark();
    const build = () =>
      [noOp('a'), noOp('b'), graph.withNameScope('s', () => noOp('x'))].map(({ id, name }) => [id, name]);
    const first = build();
    graph.rollback(mark);
    expect(names()).toEqual(['a']);
    expect(graph.findOperation('b')).toBeUndefined();
    expect(build()).toEqual(first);
    expect(graph.uniqueName('s')).toBe('s_1');
  });

  it('has the consumers it had, also where one took a tensor twice', () => {
    const x = constant('x');
    const [kept] = inGraph(() => [addOp('Neg', [x])]);
    const mark = graph.mark();
    inGraph(() => addOp('Mul', [x, x]));
    inGraph(() => addOp('Neg', [x]));
    expect(graph.consumersOf(x)).toHaveLength(3);
    graph.rollback(mark);
    expect(graph.consumersOf(x)).toEqual([kept]);
  });

  it('has the collections it had: added to, cleared, changed in place, and new', () => {
    graph.collections.add('added', 1);
    graph.collections.add('cleared', 1);
    graph.collections.add('changed', 1);
    const mark = graph.mark();
    graph.collections.add('added', 2);
    graph.collections.clear('cleared');
    graph.collections.add('cleared', 3);
    graph.collections.listOf<number>('changed').splice(0, 1, 4, 5);
    graph.collections.listOf('new');
    graph.collections.addToAll(['newer'], 6);
    graph.rollback(mark);
    expect(graph.collections.names.sort()).toEqual(['added', 'changed', 'cleared']);
    expect(['added', 'changed', 'cleared'].map((name) => graph.collections.get(name))).toEqual([[1], [1], [1]]);
  });

  it('has the static shapes, the seed and the openness it had', () => {
    const x = inGraph(() => addOp('Placeholder', [], { dtype: 'float32', shape: parseShape([null]) }).outputs[0]);
    const before = x.shape;
    const mark = graph.mark();
    x.setShape([3]);
    graph.seed = 7;
    graph.finalize();
    graph.rollback(mark);
    expect(x.shape).toBe(before);
    expect(graph.seed).toBeNull();
    expect(noOp('a').name).toBe('a');
  });

  it('does not let what is gone count as waiting for a control dependency', () => {
    const first = noOp('first');
    const waiting = inGraph(() =>
      graph.withControlDependencies([first], () => {
        const mark = graph.mark();
        const gone = scalarTensor(1, 'float32', 'x');
        graph.rollback(mark);
        expect(gone.op.controlInputs).toEqual([first]);
        return scalarTensor(1, 'float32', 'x').op.controlInputs;
      }),
    );
    expect(waiting).toEqual([first]);
  });

  it('runs what others recorded, the latest first', () => {
    const undone: string[] = [];
    graph.recordUndo(() => undone.push('before the mark'));
    const mark = graph.mark();
    graph.recordUndo(() => undone.push('one'));
    graph.recordUndo(() => undone.push('two'));
    graph.rollback(mark);
    expect(undone).toEqual(['two', 'one']);
  });
});

describe('marks', () => {
  it('nest: going back to the outer one ends the inner', () => {
    const outer = graph.mark();
    noOp('a');
    const inner = graph.mark();
    noOp('b');
    graph.rollback(inner);
    expect(names()).toEqual(['a']);
    noOp('c');
    graph.rollback(outer);
    expect(names()).toEqual([]);
    expect(() => graph.rollback(inner)).toThrow('has ended');
  });

  it('can be gone back to any number of times', () => {
    const mark = graph.mark();
    for (const name of ['a', 'b', 'c']) {
      noOp(name);
      expect(names()).toEqual([name]);
      graph.rollback(mark);
    }
  });

  it('that are released keep what was made, which an outer one can still take back', () => {
    const outer = graph.mark();
    const inner = graph.mark();
    noOp('a');
    graph.release(inner);
    expect(names()).toEqual(['a']);
    graph.rollback(outer);
    expect(names()).toEqual([]);
    graph.release(outer);
    expect(() => graph.rollback(outer)).toThrow('has ended');
  });

  it('of another graph are refused', () => {
    expect(() => graph.rollback(new Graph().mark())).toThrow('of another graph');
  });
});
