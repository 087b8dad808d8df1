/** Updates added to, or put in, the places that indices name, one after the other. */

import { type DType, sizeOf } from '../../../graph/index.ts';
import type { BinaryOp } from '../../../ops/kernel-language/index.ts';
import { Block } from '../codegen/block.ts';
import { Parameters } from '../codegen/body.ts';
import { copyText } from '../codegen/copy.ts';
import { bindPlace, tupleCount } from '../codegen/index-tuple.ts';
import { literalText } from '../codegen/literal.ts';
import { binaryCode, classOf } from '../codegen/operators.ts';
import { type Generator, generated, type KernelOf } from './generator.ts';

type Mode = KernelOf<'scatter'>['mode'];
const operators = { add: 'add', sub: 'sub', mul: 'mul', div: 'div', max: 'max', min: 'min' } as const satisfies Record<
  Exclude<Mode, 'update'>,
  BinaryOp
>;

export const scatter: Generator<'scatter'> = (kernel, { values }) => {
  const { output, base, indices, updates, mode, indexed, inner, skipNegative } = kernel;
  const parameters = new Parameters(values);
  const body = new Block();
  const out = parameters.output(output);
  const { dtype } = values[output];
  if (base !== null) {
    const source = parameters.input(base);
    // The base may be the output's own memory already; a copy onto itself would be wasted.
    const apart =
      dtype === 'string'
        ? `${out} !== ${source}`
        : `${out}.byteOffset !== ${source}.byteOffset || ${out}.buffer !== ${source}.buffer`;
    body.line(`if (${apart}) ${copyText(out, source, values[base])}`);
  } else body.line(`${out}.fill(${dtype === 'string' ? "''" : literalText(0, dtype)});`);
  const array = parameters.input(indices);
  const source = parameters.input(updates);
  const { body: each, variable: row } = body.loop(tupleCount(values[indices], indexed.length));
  const place = bindPlace(each, row, { array, value: values[indices], indexed, skipNegative });
  each.line(`const to = ${place} * ${inner};`);
  each.line(`const from = ${row} * ${inner};`);
  const { body: along, variable } = sizeOf([inner]) === 1 ? { body: each, variable: '0' } : each.loop(inner);
  const x = `${out}[to + ${variable}]`;
  const y = `${source}[from + ${variable}]`;
  along.line(`${x} = ${combined(mode, x, y, dtype)};`);
  return generated(parameters, body);
};

function combined(mode: Mode, x: string, y: string, dtype: DType): string {
  if (mode === 'update') return y;
  // As TensorFlow's: true and true is true.
  const operator = mode === 'add' && dtype === 'bool' ? 'or' : operators[mode];
  const code = binaryCode[operator][classOf[dtype]];
  if (code === undefined) throw new Error(`Internal: scatter '${mode}' is not defined for ${dtype}.`);
  return code(x, y, dtype);
}
