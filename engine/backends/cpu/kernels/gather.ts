/** Slices of a tensor picked by index. */

import { sizeOf } from '../../../graph/index.ts';
import { Block } from '../codegen/block.ts';
import { Parameters } from '../codegen/body.ts';
import { bindPlace, tupleCount } from '../codegen/index-tuple.ts';
import { type Generator, generated } from './generator.ts';

export const gather: Generator<'gather'> = ({ output, params, indices, outer, indexed, inner }, { values }) => {
  const parameters = new Parameters(values);
  const body = new Block();
  const out = parameters.output(output);
  const source = parameters.input(params);
  const array = parameters.input(indices);
  const count = tupleCount(values[indices], indexed.length);
  const size = sizeOf(indexed);
  const { body: each, variable: row } = body.loop(count);
  const place = bindPlace(each, row, { array, value: values[indices], indexed, skipNegative: false });
  if (outer === 1 && inner === 1) {
    each.line(`${out}[${row}] = ${source}[${place}];`);
    return generated(parameters, body);
  }
  const { body: slab, variable: before } = outer === 1 ? { body: each, variable: '0' } : each.loop(outer);
  slab.line(`const to = (${before} * ${count} + ${row}) * ${inner};`);
  slab.line(`const from = (${before} * ${size} + ${place}) * ${inner};`);
  const { body: along, variable } = slab.loop(inner);
  along.line(`${out}[to + ${variable}] = ${source}[from + ${variable}];`);
  return generated(parameters, body);
};
