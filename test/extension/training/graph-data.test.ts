import { expect, it } from 'vitest';
import { graphData } from '../../../extension/training/graph-data.ts';
import { modelFolder } from '../../runner/model-folder.ts';
import { runToEnd } from '../../runner/recorded-run.ts';

it('a graph found by running a file is what the page draws, with shapes and source lines', async () => {
  const folder = modelFolder({
    'model.ts': `import * as tf from 'tensorloom';
const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const y = tf.matmul(x, tf.zeros([3, 2]), { name: 'y' });
tf.placeholder('float32', undefined, { name: 'any' });
tf.nameScope('deep', () => tf.controlDependencies([y], () => tf.constant(1, { name: 'one' })));
for (const _ of tf.train.steps(10)) throw new Error('trained');`,
  });
  const { messages } = await runToEnd(`${folder}/model.ts`, { task: 'graph' });
  const graph = graphData(messages.find((message) => message.type === 'graph')!.description!);
  const node = (name: string) => graph.nodes.find((each) => each.name === name)!;
  expect(node('x')).toMatchObject({ op: 'Placeholder', outputs: [{ dtype: 'float32' }] });
  expect(node('x').outputs[0]!.shape).toHaveLength(2);
  expect(node('x').outputs[0]!.shape![1]).toBe(3);
  expect(node('y')).toMatchObject({ inputs: ['x', 'zeros'], source: { file: `${folder}/model.ts`, line: 3 } });
  expect(node('any').outputs).toEqual([{ dtype: 'float32', shape: null }]);
  expect(node('deep/one')).toMatchObject({ controlInputs: ['y'], outputs: [{ dtype: 'float32', shape: [] }] });
});
