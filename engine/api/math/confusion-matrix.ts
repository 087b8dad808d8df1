/** `tf.confusionMatrix`: how often which class was taken for which. */

import { type DType, type Graph, ShapeError, type Tensor } from '../../graph/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import { onesLike } from '../array/filled.ts';
import { stack } from '../array/join.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { removeSqueezableDimensions } from '../weights/squeeze.ts';
import { cast } from './cast.ts';
import { reduce } from './reduce-op.ts';

export interface ConfusionMatrixOptions<D extends DType = DType> {
  /** How many classes there are; default: the largest that occurs, and one more for class 0. */
  readonly numClasses?: TensorLike;
  /** Default int32. */
  readonly dtype?: D;
  /** What each pair counts; default 1. */
  readonly weights?: TensorLike;
  readonly name?: string;
}

/**
 * A matrix [numClasses, numClasses] with the number of pairs of each label (the row) and prediction (the column). Both
 * are vectors of class numbers, or have one axis of size 1 after it.
 * @throws InvalidArgumentError when it runs, for class numbers that are negative or numClasses and above.
 */
export const confusionMatrix = publicFunction(
  "confusionMatrix(labels: tensor, predictions: tensor, numClasses?: tensor, dtype = 'int32', {name, weights})",
  <D extends DType = 'int32'>(
    labels: TensorLike,
    predictions: TensorLike,
    numClasses?: TensorLike | null | ConfusionMatrixOptions<D>,
    dtype?: D | ConfusionMatrixOptions<D>,
    options?: ConfusionMatrixOptions<D>,
  ): Tensor<NoInfer<D>, 'array'> => {
    const given = readOptions<ConfusionMatrixOptions>(['numClasses', 'dtype'], [numClasses, dtype, options]);
    return opScope(
      given.name,
      'confusion_matrix',
      [labels, predictions, given.numClasses, given.weights],
      (_, graph) => {
        const type = given.dtype ?? 'int32';
        let [rows, columns] = removeSqueezableDimensions(
          convertToTensor(labels, { preferredDtype: 'int32', name: 'labels' }),
          convertToTensor(predictions, { preferredDtype: 'int32', name: 'predictions' }),
        ).map((classes) => cast(classes, 'int64')) as [Tensor, Tensor];
        rows = checked(graph, rows, 'GreaterEqual', zero(), '`labels` contains negative values');
        columns = checked(graph, columns, 'GreaterEqual', zero(), '`predictions` contains negative values');
        let count: Tensor;
        if (given.numClasses === undefined) {
          const largest = apply('Maximum', [reduce('Max', columns, null), reduce('Max', rows, null)]);
          count = apply('Add', [largest, 1]);
        } else {
          count = cast(convertToTensor(given.numClasses, { preferredDtype: 'int64' }), 'int64');
          rows = checked(graph, rows, 'Less', count, '`labels` out of bound');
          columns = checked(graph, columns, 'Less', count, '`predictions` out of bound');
        }
        const values = given.weights === undefined ? onesLike(columns, type) : weightsFor(columns, given.weights, type);
        const places = stack([rows, columns], 1);
        return apply('ScatterNd', [places, values, stack([count, count])]) as never;
      },
    );
  },
);

const zero = () => convertToTensor(0, { dtype: 'int64' });

/** `classes`, once all of them are as they must be. */
function checked(graph: Graph, classes: Tensor, comparison: 'GreaterEqual' | 'Less', bound: Tensor, message: string) {
  const isFine = reduce('All', apply(comparison, [classes, bound]), null);
  const sign = comparison === 'Less' ? '<' : '>=';
  const told = [
    message,
    `Condition x ${sign} y did not hold element-wise:`,
    `x (${classes.name}) = `,
    classes,
    'y = ',
    bound,
  ];
  const assertion = applyOp('Assert', [isFine, told]);
  return graph.withControlDependencies([assertion], () => apply('Identity', [classes]));
}

function weightsFor(classes: Tensor, weights: TensorLike, dtype: DType): Tensor {
  const given = convertToTensor(weights, { name: 'weights' });
  if (!classes.shape.isCompatibleWith(given.shape)) {
    throw new ShapeError(`Shapes ${classes.shape} and ${given.shape} are incompatible.`, given.op.describe());
  }
  return cast(given, dtype);
}
