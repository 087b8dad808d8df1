/** What learning-rate schedules share: the scope, and the learning rate and step as tensors of one type. */

import { convertToTensor, type TensorLike } from '../../../api/index.ts';
import {
  type DType,
  getDefaultGraph,
  isFloating,
  isGraphElement,
  Tensor,
  withDefaultGraph,
} from '../../../graph/index.ts';
import { op } from '../../../ops/index.ts';
import { cast } from './operators.ts';

export interface ScheduleOptions {
  readonly name?: string;
}

/** What a schedule gives: one number, in the type of the rate that it starts from. */
export type LearningRate = Tensor<DType, 'scalar'>;

export interface Schedule {
  /** Name of the result's node: the scope's own. */
  readonly scope: string;
  readonly rate: Tensor;
  readonly dtype: DType;
  /** Any other argument, in the learning rate's type. */
  of(value: TensorLike): Tensor;
}

/** Runs `body` in the schedule's scope with the learning rate as a tensor. */
export function schedule(
  defaultName: string,
  learningRate: TensorLike,
  step: TensorLike,
  options: ScheduleOptions,
  body: (schedule: Schedule) => Tensor,
): LearningRate {
  if (step === null || step === undefined) {
    throw new TypeError(
      `globalStep is required for ${defaultName}: pass a step tensor, such as tf.train.getOrCreateGlobalStep().`,
    );
  }
  const element = [learningRate, step].map(elementOf).find((tensor) => tensor !== undefined);
  return withDefaultGraph(element?.graph ?? getDefaultGraph(), (graph) =>
    graph.withNameScope(options.name ?? defaultName, (scope) => {
      const given = convertToTensor(learningRate, { name: 'initial_learning_rate' });
      const rate = isFloating(given.dtype) ? given : op('Cast', [given], { DstT: 'float32' });
      return body({ scope, rate, dtype: rate.dtype, of: (value) => cast(value, rate.dtype) }) as LearningRate;
    }),
  );
}

function elementOf(value: unknown): Tensor | undefined {
  if (value instanceof Tensor) return value;
  const element = isGraphElement(value) ? value.asGraphElement() : undefined;
  return element instanceof Tensor ? element : undefined;
}
