/** OneHot: indices as rows with one element on. */

import { type Dim, isKnown, TensorShape } from '../../graph/index.ts';
import { along, binary, cast, coordinate, load, select } from '../kernel-language/index.ts';
import { attr, defineOp } from '../registry/index.ts';
import { resolveAxis, withAxis, wrapAxis } from './axis.ts';

defineOp('OneHot', {
  inputs: ['indices: TI', 'depth: int32', 'on_value: T', 'off_value: T'],
  outputs: ['output: T'],
  attributes: { axis: attr.int(-1), T: attr.type(), TI: attr.type(['uint8', 'int32', 'int64'], 'int64') },
  valueInputs: ['depth'],
  infer: (c) => {
    const [{ shape }, depth] = c.inputs;
    if (!shape.dims) return [TensorShape.unknown];
    const axis = resolveAxis(c, c.attr('axis', 'int'), shape.dims.length + 1);
    const size: Dim = depth.value?.[0] ?? c.fresh(axis);
    if (isKnown(size) && size < 0) c.fail('value', `depth must be non-negative, got: ${size}`);
    return [new TensorShape(withAxis(shape.dims, axis, size))];
  },
  gradient: 'none',
  lower: (c) => {
    const [indices, , on, off] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const axis = wrapAxis(c.attr('axis', 'int'), shape.length);
    const type = indices.dtype === 'int64' ? 'int64' : 'int32';
    const isOn = binary('equal', cast(load(0, indices.dtype), type), coordinate(axis, type));
    const operands = [
      { value: indices, view: indices.shape.map((_, i) => along(i < axis ? i : i + 1)) },
      { value: on, view: [] },
      { value: off, view: [] },
    ];
    return c.b.elementwise(shape, operands, [select(isOn, load(1, dtype), load(2, dtype))]);
  },
});
