/** ReverseSequence: the first elements along an axis backwards, as many as each example has. */

import { dimsMayBeEqual, sizeOf } from '../../graph/index.ts';
import { along, binary, coordinate, type Expr, literal, load, select } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { resolveAxis } from './axis.ts';

const axesOf = (c: Pick<InferenceContext, 'attr'>) => [c.attr('seq_dim', 'int'), c.attr('batch_dim', 'int')] as const;

defineOp('ReverseSequence', {
  inputs: ['input: T', 'seq_lengths: Tlen'],
  outputs: ['output: T'],
  attributes: {
    seq_dim: attr.int(),
    batch_dim: attr.int(0),
    T: attr.type(),
    Tlen: attr.type(typeSets.indices, 'int64'),
  },
  infer: (c) => {
    const [{ shape }, { shape: lengths }] = c.inputs;
    if (lengths.rank !== null && lengths.rank !== 1) {
      c.fail('rank', `seq_lengths must be a vector, but has shape ${lengths.toBrackets()}`);
    }
    const [sequence, batch] = axesOf(c);
    if (sequence === batch) c.fail('axis', `batch_dim == seq_dim == ${sequence}`);
    const { dims } = shape;
    if (!dims) return [shape];
    for (const axis of [sequence, batch]) {
      if (axis < 0) c.fail('axis', `An axis must be from 0 to ${dims.length - 1}, but is ${axis}`);
      resolveAxis(c, axis, dims.length);
    }
    if (lengths.dims && !dimsMayBeEqual(dims[batch], lengths.dims[0])) {
      c.fail('dimension', `seq_lengths has ${lengths.dims[0]} elements for ${dims[batch]} examples`);
    }
    return [shape];
  },
  gradient: (node, [gradient]) => {
    const attributes = { seq_dim: node.attr('seq_dim', 'int'), batch_dim: node.attr('batch_dim', 'int') };
    return [op('ReverseSequence', [gradient!, node.inputs[1]], attributes), null];
  },
  lower: (c) => {
    const [input] = c.inputs;
    const [sequence, batch] = axesOf(c);
    const rest = input.shape.map((_, axis) => axis).filter((axis) => axis !== sequence && axis !== batch);
    const order = [sequence, batch, ...rest];
    const first = c.b.transpose(input, order);
    const [steps, examples, ...sizes] = first.shape;
    const [count, inner] = [steps * examples, sizeOf(sizes)];
    const indices = c.b.reshape(placesOf(c, steps, examples), [count, 2]);
    const picked = c.b.value(input.dtype, [1, count, inner]);
    c.b.append({
      kind: 'gather',
      output: picked.id,
      params: c.b.reshape(first, [1, steps, examples, inner]).id,
      indices: indices.id,
      outer: 1,
      indexed: [steps, examples],
      inner,
    });
    const back = input.shape.map((_, axis) => order.indexOf(axis));
    return [c.b.transpose(c.b.reshape(picked, first.shape), back)];
  },
});

/** Where each element is taken from, [step, example]. A length below 0 or above the steps names no place. */
function placesOf(c: LoweringContext, steps: number, examples: number) {
  const lengths = c.inputs[1];
  const type = lengths.dtype as 'int32' | 'int64';
  const [step, length] = [coordinate(0, type), load(0, type)];
  const minus = (x: Expr, y: Expr) => binary('sub', x, y);
  const mirrored = minus(minus(length, literal(1, type)), step);
  const isInside = binary('less', step, length);
  const kept = select(binary('less', length, literal(0, type)), length, step);
  const isStep = binary('equal', coordinate(2, type), literal(0, type));
  const place = select(isStep, select(isInside, mirrored, kept), coordinate(1, type));
  const operand = { value: lengths, view: [along(1)] };
  return c.b.elementwise([steps, examples, 2], [operand], [place])[0];
}
