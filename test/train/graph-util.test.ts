import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

/** y = check(identity(w · x)) + b, beside something that nothing needs. */
function model() {
  const x = tf.placeholder('float32', [2], { name: 'x' });
  const w = new tf.Variable([2, 3], { name: 'w' });
  const b = new tf.Variable(1, { name: 'b' });
  const checked = tf.checkNumerics(tf.identity(tf.multiply(w, x), { name: 'product' }), 'finite', { name: 'check' });
  tf.exp(x, { name: 'aside' });
  return { x, w, b, y: tf.add(checked, b, { name: 'y' }) };
}

type GraphDef = ReturnType<tf.Graph['asGraphDef']>;
const namesOf = ({ node }: GraphDef) => node.map(({ name }) => name);
const typesOf = ({ node }: GraphDef) => new Set(node.map(({ op }) => op));

/** What a GraphDef gives in a session without variables. */
async function run(graphDef: GraphDef): Promise<number[]> {
  const graph = new tf.Graph();
  const [y] = tf.importGraphDef(graphDef, { graph, returnElements: ['y:0'], name: '' });
  using session = new tf.Session({ graph });
  return [...((await session.run(y as tf.Tensor, { 'x:0': [10, 20] })) as unknown as tf.NdArray<'float32'>).data];
}

describe('graphUtil', () => {
  it('freezes a graph: the values of now, and nothing that the outputs do not need', async () => {
    const { y } = model();
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    const frozen = await tf.graphUtil.convertVariablesToConstants(session, y.graph, ['y']);
    expect(typesOf(frozen)).not.toContain('VariableV2');
    expect(namesOf(frozen)).not.toContain('aside');
    expect(namesOf(frozen)).toContain('w');
    expect(await run(frozen)).toEqual([21, 61]);
  });

  it('converts the variables of a list, or all but those of another', async () => {
    const { y } = model();
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    const variablesOf = ({ node }: GraphDef) => node.filter(({ op }) => op === 'VariableV2').map(({ name }) => name);
    const convert = (options: tf.graphUtil.ConvertVariablesOptions) =>
      tf.graphUtil.convertVariablesToConstants(session, y.graph.asGraphDef(), ['y'], options);
    expect(variablesOf(await convert({ variableNamesWhitelist: ['w'] }))).toEqual(['b']);
    expect(variablesOf(await convert({ variableNamesBlacklist: ['w'] }))).toEqual(['w']);
  });

  it('takes out checks and identities, but for those that wait, are waited for or protected', async () => {
    const { y, x } = model();
    const waiting = tf.controlDependencies([y], () => tf.identity(x, { name: 'waiting' }));
    tf.controlDependencies([tf.identity(x, { name: 'awaited' })], () => tf.noOp({ name: 'after' }));
    const smaller = tf.graphUtil.removeTrainingNodes(waiting.graph, ['b/read']);
    const identities = smaller.node.filter(({ op }) => op === 'Identity').map(({ name }) => name);
    expect(identities).toEqual(['b/read', 'waiting', 'awaited']);
    expect(namesOf(smaller)).not.toContain('check');
    const inputsOf = (name: string) => smaller.node.find((node) => node.name === name)?.input;
    expect(inputsOf('y')).toEqual(['Mul', 'b/read']);
    expect(inputsOf('waiting')).toEqual(['x', '^y']);
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    const frozen = await tf.graphUtil.convertVariablesToConstants(session, smaller, ['y']);
    expect(await run(tf.graphUtil.removeTrainingNodes(frozen))).toEqual([21, 61]);
  });

  it('leaves what reads one tensor twice with two inputs', () => {
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const square = tf.multiply(tf.identity(x), tf.identity(x), { name: 'square' });
    const { node } = tf.graphUtil.removeTrainingNodes(square.graph);
    expect(node.find(({ name }) => name === 'square')?.input).toEqual(['x', 'x']);
  });

  it('names what is not there', async () => {
    const { y } = model();
    expect(() => tf.graphUtil.extractSubGraph(y.graph, ['z'])).toThrow('z is not in graph.');
    expect(() => tf.graphUtil.extractSubGraph(y.graph, ['y:0'])).toThrow('give the name of its operation');
    using session = new tf.Session();
    const frozen = tf.graphUtil.convertVariablesToConstants(session, y.graph, ['y']);
    await expect(frozen).rejects.toThrow(tf.errors.FailedPreconditionError);
  });
});
