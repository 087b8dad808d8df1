/**
 * Each public function called once or more, as small programs: they are run as they stand, and analysed as their text.
 * Those that run something or start over are not here.
 */

import type * as tensorloom from '../../../engine/index.ts';
import { arrayCalls } from './array-calls.ts';
import { assertionCalls } from './assertion-calls.ts';
import { controlCalls } from './control-calls.ts';
import { imageCalls } from './image-calls.ts';
import { libraryCalls } from './library-calls.ts';
import { mathCalls } from './math-calls.ts';
import { matrixCalls } from './matrix-calls.ts';
import { networkCalls } from './network-calls.ts';
import { orderCalls } from './order-calls.ts';
import { ownGradientCalls } from './own-gradient-calls.ts';
import { specialCalls } from './special-calls.ts';
import { stateCalls } from './state-calls.ts';

export type Program = (tf: typeof tensorloom) => unknown;

export const calls: Readonly<Record<string, Program>> = {
  ...arrayCalls,
  ...mathCalls,
  ...networkCalls,
  ...stateCalls,
  ...imageCalls,
  ...matrixCalls,
  ...orderCalls,
  ...specialCalls,
  ...libraryCalls,
  noOp: (tf) => tf.noOp({ name: 'nothing' }),
  group: (tf) => tf.group(tf.constant(1), [tf.noOp()], { name: 'all' }),
  tuple: (tf) => tf.tuple([tf.constant(1), null, tf.constant(2)], { controlInputs: [tf.noOp()] }),
  ...assertionCalls,
  ...controlCalls,
  ...ownGradientCalls,
  Print: (tf) => tf.Print(tf.constant(1), [tf.constant(2)], 'now', { firstN: 2 }),
  Assert: (tf) => tf.Assert(tf.constant(true), [tf.constant(1)], { summarize: 5 }),
  identity: (tf) => tf.identity([1, 2], { name: 'same' }),
  stopGradient: (tf) => tf.stopGradient(tf.constant(1)),
  checkNumerics: (tf) => tf.checkNumerics(tf.constant(1), 'bad'),
  addCheckNumericsOps: (tf) => [tf.sqrt(tf.constant(1)), tf.addCheckNumericsOps()],
  gradients: (tf) => {
    const x = tf.placeholder('float32', [3]);
    const [gradient, none] = tf.gradients(tf.square(x), [x, tf.constant(1)]);
    return [
      gradient!.neg(),
      none === null ? tf.noOp({ name: 'none' }) : null,
      tf.gradients(x, x, { gradYs: [[1, 2, 3]] }),
    ];
  },
  assertShape: (tf) => tf.assertShape(tf.placeholder('float32'), [null, 3]).neg(),
  asDtype: (tf) => tf.zeros([1], tf.asDtype('int32')),
  nameScope: (tf) =>
    tf.nameScope('outer', (scope) => [
      tf.constant(1),
      tf.nameScope('inner', () => tf.constant(2).neg()),
      tf.nameScope(scope, () => tf.constant(3)),
    ]),
  device: (tf) =>
    tf.device('/cpu:0', () =>
      tf.device(
        (op) => (op.type === 'Neg' ? '/gpu:1' : null),
        () => tf.constant(1).neg(),
      ),
    ),
  controlDependencies: (tf) => tf.controlDependencies([tf.noOp(), tf.constant(1)], () => tf.constant(2)),
  getDefaultGraph: (tf) => tf.getDefaultGraph().nameScope('s', () => tf.noOp()),
  addToCollection: (tf) => [
    tf.addToCollection('losses', tf.constant(1)),
    tf.addN(tf.getCollection<tensorloom.Tensor>('losses')),
  ],
  getCollection: (tf) => [
    tf.addToCollection('kept', tf.constant(1)),
    tf.group(tf.getCollection<tensorloom.Tensor>('kept', 'Const')),
  ],
  getCollectionRef: (tf) => tf.constant(tf.getCollectionRef('none').length),
  'summary.merge': (tf) => tf.summary.merge([tf.summary.scalar('a', 1), tf.summary.scalar('b', 2)]),
  'summary.mergeAll': (tf) => [tf.summary.scalar('a', 1), tf.summary.mergeAll()],
  'summary.scalar': (tf) => tf.summary.scalar('loss', tf.reduceMean([1, 2]), { family: 'training' }),
  'summary.histogram': (tf) => tf.summary.histogram('weights', tf.ones([2, 3])),
  'summary.image': (tf) => tf.summary.image('digits', tf.ones([4, 28, 28, 1]), 2),
  'summary.audio': (tf) => tf.summary.audio('sound', tf.ones([1, 100, 1]), 44100),
  'summary.tensorSummary': (tf) => tf.summary.tensorSummary('raw', tf.ones([2]), { pluginName: 'own' }),
  'summary.text': (tf) => tf.summary.text('notes', tf.constant('hello')),
  'train.getGlobalStep': (tf) => (tf.train.getGlobalStep() === null ? tf.noOp() : null),
  'train.createGlobalStep': (tf) => [tf.train.createGlobalStep(), tf.train.getGlobalStep()!.cast('float32')],
  'train.getOrCreateGlobalStep': (tf) => [tf.train.getOrCreateGlobalStep(), tf.train.getOrCreateGlobalStep()],
  'train.assertGlobalStep': (tf) => tf.train.assertGlobalStep(tf.train.createGlobalStep()),
  'train.checkFinite': (tf) => [
    tf.train.checkFinite(tf.log([1, 2])),
    tf.train.checkFinite([tf.sqrt(tf.ones([2])), tf.noOp()], { name: 'all' }),
  ],
  'train.cosineDecay': (tf) => tf.train.cosineDecay(0.1, tf.train.createGlobalStep(), 1000),
  'train.cosineDecayRestarts': (tf) => tf.train.cosineDecayRestarts(0.1, tf.train.createGlobalStep(), 1000),
  'train.linearCosineDecay': (tf) => tf.train.linearCosineDecay(0.1, tf.train.createGlobalStep(), 1000, { beta: 0 }),
  'train.exponentialDecay': (tf) => tf.train.exponentialDecay(0.1, tf.train.createGlobalStep(), 1000, 0.96, true),
  'train.naturalExpDecay': (tf) => tf.train.naturalExpDecay(0.1, tf.train.createGlobalStep(), 1000, 0.96),
  'train.inverseTimeDecay': (tf) => tf.train.inverseTimeDecay(0.1, tf.train.createGlobalStep(), 1000, 0.96),
  'train.polynomialDecay': (tf) => tf.train.polynomialDecay(0.1, tf.train.createGlobalStep(), 1000, { power: 2 }),
  'train.piecewiseConstant': (tf) => tf.train.piecewiseConstant(tf.train.createGlobalStep(), [100, 200], [1, 0.5, 0.1]),
};
