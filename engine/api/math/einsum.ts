/** `tf.einsum`: sums of products over named axes, as transposes, products of matrices and sums, two operands at a time. */

import { dimsMayBeEqual, GraphError, isKnown, ShapeError, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { transpose } from '../array/order.ts';
import { reshape, shape } from '../array/shape.ts';
import { stridedSlice } from '../array/slice.ts';
import { asTensor, convertToTensor, type TensorLike } from '../convert.ts';
import { matmul } from '../matmul.ts';
import { opScope } from '../op-scope.ts';
import { isOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { parseEinsum } from './einsum-equation.ts';
import type { NameOption } from './elementwise.ts';
import { reduce } from './reduce-op.ts';

interface EinsumFunction {
  <X extends TensorLike>(equation: string, ...inputs: readonly X[]): Tensor<DTypeOf<X>>;
  (equation: string, ...inputsAndOptions: readonly (TensorLike | NameOption)[]): Tensor;
}

/**
 * Sums of products over named axes: `einsum('bij,jk->bik', x, w)`. The equation has a letter for each axis; letters that
 * the result lacks are summed over. Without `->` the result has the letters that occur once, in alphabetical order. An
 * options object may come last.
 * @throws GraphError for an equation that is none or does not fit, ShapeError for axes of one letter that differ in size.
 */
export const einsum = publicFunction('einsum(equation: string, ...inputs: tensors, {name})', ((
  equation: string,
  ...inputsAndOptions: readonly (TensorLike | NameOption)[]
): Tensor => {
  const last = inputsAndOptions.at(-1);
  const options = isOptions(last) ? (last as NameOption) : {};
  const inputs = inputsAndOptions.filter((value) => !isOptions(value)) as TensorLike[];
  return opScope(options.name, 'einsum', inputs, () => {
    const { operands, output } = parseEinsum(equation);
    if (operands.length !== inputs.length) {
      throw new GraphError(`Got ${inputs.length} inputs for equation '${equation}', expecting ${operands.length}.`);
    }
    const dtype = inputs.map(asTensor).find(Boolean)?.dtype;
    const terms = operands.map((labels, i) => ({ labels, tensor: convertToTensor(inputs[i], { dtype }) }));
    const sizes = new Sizes(terms, equation);
    const product = terms
      .map((term, i) => summed(term, allLabels(terms, i) + output))
      .reduce((left, right, i, all) => {
        return multiply(left, right, allLabels(all.slice(i + 1)) + output, sizes);
      });
    return ordered(product, output);
  });
}) as EinsumFunction);

/** A tensor with a letter for each axis. */
interface Term {
  readonly labels: string;
  readonly tensor: Tensor;
}

/** The labels of all terms, or of all but one. */
const allLabels = (terms: readonly Term[], except = -1) =>
  terms.map(({ labels }, i) => (i === except ? '' : labels)).join('');

/** How many there are of each label: a number, or a tensor where only a run tells. */
class Sizes {
  readonly #terms: readonly Term[];
  readonly #asked = new Map<string, number | Tensor>();

  constructor(terms: readonly Term[], equation: string) {
    this.#terms = terms;
    for (const { labels, tensor } of terms) {
      const { dims } = tensor.shape;
      if (dims && dims.length !== labels.length) {
        throw new ShapeError(
          `Shape must be rank ${labels.length} but is rank ${dims.length} for '${labels}' in equation '${equation}'.`,
          tensor.op.describe(),
        );
      }
      for (const [axis, label] of [...labels].entries()) {
        const known = this.#known(label);
        if (dims && known !== undefined && !dimsMayBeEqual(dims[axis], known)) {
          throw new ShapeError(
            `Dimensions must be equal, but are ${known} and ${dims[axis]} for the axis ${label} in equation '${equation}'.`,
            tensor.op.describe(),
          );
        }
      }
    }
  }

  /** The product of the sizes of some labels. */
  of(labels: string): number | Tensor {
    return [...labels].reduce<number | Tensor>((product, label) => {
      const size = this.#one(label);
      if (typeof product === 'number' && typeof size === 'number') return product * size;
      return product === 1 ? size : (apply('Mul', [product, size], {}, { fallback: 'mul' }) as Tensor);
    }, 1);
  }

  #one(label: string): number | Tensor {
    const size = this.#asked.get(label) ?? this.#known(label) ?? this.#measured(label);
    this.#asked.set(label, size);
    return size;
  }

  #known(label: string): number | undefined {
    for (const { labels, tensor } of this.#terms) {
      const dim = tensor.shape.dims?.[labels.indexOf(label)];
      if (dim !== undefined && isKnown(dim)) return dim as number;
    }
    return undefined;
  }

  #measured(label: string): Tensor {
    const { labels, tensor } = this.#terms.find((term) => term.labels.includes(label))!;
    const axis = labels.indexOf(label);
    return stridedSlice(shape(tensor), [axis], [axis + 1], [1], { shrinkAxisMask: 1 });
  }
}

/** Without the labels that nothing else has. */
function summed({ labels, tensor }: Term, needed: string): Term {
  const axes = [...labels].flatMap((label, axis) => (needed.includes(label) ? [] : [axis]));
  if (axes.length === 0) return { labels, tensor };
  return {
    labels: [...labels].filter((label) => needed.includes(label)).join(''),
    tensor: reduce('Sum', tensor, axes),
  };
}

function ordered({ labels, tensor }: Term, order: string): Tensor {
  return order === labels
    ? tensor
    : transpose(
        tensor,
        [...order].map((label) => labels.indexOf(label)),
      );
}

/** One axis for each group of labels, of their sizes' product. */
function grouped(term: Term, groups: readonly string[], sizes: Sizes): Tensor {
  const tensor = ordered(term, groups.join(''));
  return groups.every((group) => group.length === 1) ? tensor : reshape(tensor, sizesOf(groups, sizes));
}

const sizesOf = (groups: readonly string[], sizes: Sizes) => groups.map((group) => sizes.of(group)) as TensorLike;

/** The product of two terms, summed over the labels that are not needed any more. */
function multiply(a: Term, b: Term, needed: string, sizes: Sizes): Term {
  const shared = [...a.labels].filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => needed.includes(label));
  const inner = shared.filter((label) => !needed.includes(label));
  const rows = [...a.labels].filter((label) => !b.labels.includes(label));
  const columns = [...b.labels].filter((label) => !a.labels.includes(label));
  if (inner.length > 0 && rows.length + columns.length > 0) {
    const left = grouped(a, [...batch, rows.join(''), inner.join('')], sizes);
    const right = grouped(b, [...batch, inner.join(''), columns.join('')], sizes);
    const product = matmul(left, right);
    const labels = [...batch, ...rows, ...columns];
    const isFlat = rows.length !== 1 || columns.length !== 1;
    return { labels: labels.join(''), tensor: isFlat ? reshape(product, sizesOf(labels, sizes)) : product };
  }
  const left = grouped(a, [...batch, ...inner, ...rows, ...columns.map(() => '')], sizes);
  const right = grouped(b, [...batch, ...inner, ...rows.map(() => ''), ...columns], sizes);
  const product = apply('Mul', [left, right], {}, { fallback: 'mul' });
  return summed({ labels: [...batch, ...inner, ...rows, ...columns].join(''), tensor: product }, needed);
}
