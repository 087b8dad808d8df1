import { describe, expect, it } from 'vitest';
import { callable } from '../../../engine/analysis/tensorloom/call/callable.ts';
import { withoutPlace } from '../../../engine/analysis/tensorloom/faults/describe-plainly.ts';
import { faultCode, graphErrors } from '../../../engine/analysis/tensorloom/faults/fault-code.ts';
import { Graph, withDefaultGraph } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { analyzed, errorsOf, exportsOf } from './analyzed.ts';

/** What the engine throws. */
function thrownBy(body: () => unknown): Error {
  try {
    withDefaultGraph(new Graph(), body);
  } catch (error) {
    return error as Error;
  }
  throw new Error('It threw nothing.');
}

const anyCall = callable('anything(x: tensor)', () => undefined);
const codeOf = (body: () => unknown) => faultCode(thrownBy(body), anyCall, []);

describe('an error of the engine', () => {
  it.each([
    ['shape-mismatch', (): unknown => tf.matmul(tf.ones([2, 3]), tf.ones([4, 5]))],
    ['dtype-mismatch', () => tf.add(tf.constant(1), tf.constant(true))],
    [
      'no-gradient',
      () => new tf.train.AdamOptimizer().minimize(tf.constant(1).add(new tf.Variable(1).cast('int32').cast('float32'))),
    ],
    ['invalid-argument', () => tf.placeholder('float32', [-1])],
    ['invalid-argument', () => tf.addN([])],
    ['invalid-argument', () => new tf.train.FtrlOptimizer(0.1, 1)],
    ['invalid-name', (): unknown => tf.nameScope('a b', () => 1)],
    ['invalid-name', () => tf.constant(1, { name: 'ü' })],
    ['invalid-name', () => tf.nameScope('a/', () => [tf.noOp({ name: 'x/' }), tf.noOp({ name: 'x/' })])],
    ['name-not-found', () => tf.getDefaultGraph().getTensorByName('a:0')],
    ['name-not-found', () => tf.getDefaultGraph().getTensorByName('a')],
    ['name-not-found', () => tf.getDefaultGraph().getOperationByName('a')],
    [
      'wrong-graph',
      () =>
        tf.add(
          tf.constant(1),
          new Graph().asDefault(() => tf.constant(2)),
        ),
    ],
    ['wrong-graph', (): unknown => tf.controlDependencies([new Graph().asDefault(() => tf.noOp())], () => 1)],
    ['javascript-operator', () => (tf.constant(1) as unknown as number) * 2],
  ] as const)('is the diagnostic %s: %s', (code, body) => {
    expect(codeOf(body)).toBe(code);
  });

  it('is told from others of its class by words that the engine says', () => {
    const messages = [
      () => tf.nameScope('a b', () => 1),
      () => tf.constant(1, { name: 'ü' }),
      () => [tf.noOp({ name: 'x/' }), tf.noOp({ name: 'x/' })],
      () => tf.getDefaultGraph().getTensorByName('a:0'),
      () => tf.getDefaultGraph().asGraphElement(new Graph().asDefault(() => tf.noOp())),
      () => (tf.constant(1) as unknown as number) * 2,
      () => new tf.train.AdamOptimizer().minimize(tf.constant(1).mul(new tf.Variable(1).cast('int32').cast('float32'))),
    ].map((body) => thrownBy(body).message);
    const unused = graphErrors.filter(([pattern]) => !messages.some((message) => pattern.test(message)));
    // What tensors say without a session is asked of a promise.
    expect(unused.map(([, code]) => code)).toEqual(['session-misuse']);
  });

  it('loses the place that it names for people without an editor', () => {
    const operation = { name: 'a', type: 'A', source: { file: 'm.ts', line: 3, column: 4 } };
    expect(withoutPlace(new tf.errors.ShapeError('It does not fit.', operation).message)).toBe('It does not fit.');
  });
});

describe('a fault', () => {
  it('is one at the call, and silent from there on', () => {
    expect(
      errorsOf(`
        const wrong = tf.matmul(tf.ones([2, 3]), tf.ones([4, 5]));
        const next = tf.nn.relu(wrong.add(1));
        const deep = tf.concat([next, tf.ones([2])], 0);
        new tf.train.AdamOptimizer(0.1).minimize(tf.reduceSum(deep));
        await new tf.Session().run([deep, tf.constant(1)], [[deep, 1]]);
      `),
    ).toHaveLength(1);
  });

  it('inside a scope does not end the scope', () => {
    const body = `
      export const result = tf.nameScope('outer', () => {
        const wrong = tf.matmul(tf.ones([2, 3]), tf.ones([4, 5]));
        return tf.nameScope('inner', () => [wrong, tf.ones([7])])[1];
      });
      export const { name } = result;
    `;
    expect(errorsOf(body)).toHaveLength(1);
    expect(exportsOf(body)).toEqual({ result: 'float32[7]', name: 'outer/inner/ones:0' });
  });

  it('that the program catches is its own affair', () => {
    const body = `
      export let name = '';
      export let isShape = false;
      try {
        tf.matmul(tf.ones([2, 3]), tf.ones([4, 5]));
      } catch (error) {
        name = error.name;
        isShape = error instanceof tf.errors.ShapeError && error instanceof Error && !(error instanceof tf.errors.OpError);
      }
    `;
    expect(errorsOf(body)).toEqual([]);
    expect(exportsOf(body)).toEqual({ name: 'ShapeError', isShape: 'true' });
  });

  it('names the operation that could not be made, for the graph', () => {
    const { program } = analyzed(
      "const x = tf.placeholder('float32', [2, 3], { name: 'x' });\nx.matmul(x, { name: 'bad' });",
    );
    expect(program.failedOperations).toMatchObject([{ name: 'bad', type: 'MatMul', inputs: ['x:0', 'x:0'] }]);
  });

  it('may be a call without new, or a callback that is asynchronous', () => {
    expect(errorsOf('tf.Variable(3);')).toHaveLength(1);
    expect(errorsOf("tf.nameScope('a', async () => tf.constant(1));")).toHaveLength(1);
    expect(errorsOf("tf.nameScope('a', 3);")).toHaveLength(1);
  });
});
