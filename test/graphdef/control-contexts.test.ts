/** MetaGraphs say how branches and loops were made, so that gradients can be made through what was imported. */

import { beforeEach, describe, expect, it } from 'vitest';
import {
  CondContextDefSchema,
  create,
  decodeMessage,
  decodeMetaGraphDef,
  encodeMessage,
  encodeMetaGraphDef,
  WhileContextDefSchema,
} from '../../engine/formats/index.ts';
import { exportMetaGraph, importMetaGraph } from '../../engine/graphdef/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

/** Three passes: x·v, or its sine once it is above 3. A loop with a branch in it, and a loop in a branch. */
function build(): void {
  const x = tf.placeholder('float32', [], { name: 'x' });
  const v = new tf.Variable(2, { name: 'v' });
  const pass = (i: tf.Tensor, a: tf.Tensor): [tf.Tensor, tf.Tensor] => {
    const next = tf.cond(
      tf.greater(a, 3),
      () => tf.sin(a),
      () => tf.multiply(a, v),
    );
    return [tf.add(i, 1), next];
  };
  const zero = tf.constant(0, 'int32');
  const [, looped] = tf.whileLoop((i) => tf.less(i, 3), pass, [zero, x]);
  const inner = () =>
    tf.whileLoop(
      (a) => tf.less(a, 10),
      (a) => tf.multiply(a, v),
      [looped],
    );
  const y = tf.cond(tf.less(looped, 0), () => tf.negative(looped), inner);
  tf.identity(y as tf.Tensor, { name: 'y' });
}

async function slopes(prefix: string): Promise<number[]> {
  const graph = tf.getDefaultGraph();
  const tensor = (name: string) => graph.getTensorByName(`${prefix}${name}:0`);
  const [dx, dv] = tf.gradients(tensor('y'), [tensor('x'), tensor('v')]);
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  return (await sess.run([tensor('y'), dx!, dv!], [[tensor('x'), 1]])).map(Number);
}

/** x = 1, v = 2: 2, then 4, then its sine, which is negative. */
const expected = [-Math.sin(4), -Math.cos(4) * 4, -Math.cos(4) * 4].map((value) => expect.closeTo(value, 5));

describe('branches and loops in a MetaGraph', () => {
  it('are the collections that TensorFlow has, nested ones within those around them', () => {
    build();
    const { collectionDef } = decodeMetaGraphDef(exportMetaGraph(tf.getDefaultGraph()));
    const bytes = (key: string) => {
      const { kind } = collectionDef[key];
      return kind.case === 'bytesList' ? kind.value.value : [];
    };
    const [loop] = bytes('while_context').map((item) => decodeMessage(WhileContextDefSchema, item));
    expect(loop).toMatchObject({
      contextName: 'while/while_context',
      parallelIterations: 10,
      backProp: true,
      pivotName: 'while/LoopCond:0',
      loopEnterNames: ['while/Enter:0', 'while/Enter_1:0'],
      loopExitNames: ['while/Exit:0', 'while/Exit_1:0'],
    });
    expect(loop.nestedContexts.map(({ ctxt }) => ctxt.case)).toEqual(['condCtxt', 'condCtxt']);
    const branches = bytes('cond_context').map((item) => decodeMessage(CondContextDefSchema, item));
    expect(branches.map(({ branch, pivotName }) => [branch, pivotName])).toEqual([
      [1, 'cond/switch_t:0'],
      [0, 'cond/switch_f:0'],
    ]);
    expect(branches.map(({ nestedContexts }) => nestedContexts.length)).toEqual([0, 1]);
  });

  it.each([false, true])('are differentiated where they are imported (as text: %s)', async (asText) => {
    build();
    const written = exportMetaGraph(tf.getDefaultGraph(), { asText });
    expect(await slopes('')).toEqual(expected);
    tf.resetDefaultGraph();
    importMetaGraph(written);
    expect(await slopes('')).toEqual(expected);
  });

  it('are apart where one is imported twice', async () => {
    build();
    const written = exportMetaGraph(tf.getDefaultGraph());
    tf.resetDefaultGraph();
    importMetaGraph(written, { importScope: 'a' });
    importMetaGraph(written, { importScope: 'b' });
    expect(await slopes('a/')).toEqual(expected);
    expect(await slopes('b/')).toEqual(expected);
  });

  it('are written again as they were read', () => {
    build();
    const first = decodeMetaGraphDef(exportMetaGraph(tf.getDefaultGraph()));
    tf.resetDefaultGraph();
    importMetaGraph(encodeMetaGraphDef(first));
    const second = decodeMetaGraphDef(exportMetaGraph(tf.getDefaultGraph()));
    expect(second.collectionDef).toEqual(first.collectionDef);
  });

  it('without the gradients of them, which have none of their own', () => {
    build();
    const graph = tf.getDefaultGraph();
    const before = decodeMetaGraphDef(exportMetaGraph(graph)).collectionDef;
    tf.gradients(graph.getTensorByName('y:0'), [graph.getTensorByName('x:0')]);
    const after = decodeMetaGraphDef(exportMetaGraph(graph)).collectionDef;
    for (const key of ['while_context', 'cond_context']) {
      expect([key, (after[key].kind.value as { value: unknown[] }).value.length]).toEqual([
        key,
        (before[key].kind.value as { value: unknown[] }).value.length,
      ]);
    }
  });

  it('that name what is not there, or no branch, are refused', () => {
    build();
    const metaGraph = decodeMetaGraphDef(exportMetaGraph(tf.getDefaultGraph()));
    const importing = (change: { predName?: string; branch?: number }) => () => {
      const def = { predName: 'cond/pred_id:0', pivotName: 'cond/switch_t:0', branch: 1, ...change };
      const value = [encodeMessage(CondContextDefSchema, create(CondContextDefSchema, def))];
      metaGraph.collectionDef.cond_context.kind = {
        case: 'bytesList',
        value: { $typeName: 'tensorflow.CollectionDef.BytesList', value },
      };
      tf.resetDefaultGraph();
      importMetaGraph(metaGraph);
    };
    expect(importing({ predName: 'nobody:0' })).toThrow(/nobody/);
    expect(importing({ branch: 2 })).toThrow(/its number is 2, not 0 or 1/);
  });
});
