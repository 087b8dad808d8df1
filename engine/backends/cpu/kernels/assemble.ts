/** Tensors put together from rectangles: concatenation, padding, gradients of slices. */

import { type dtypes, sizeOf } from '../../../graph/index.ts';
import { rectangleAccess } from '../codegen/access.ts';
import { Block } from '../codegen/block.ts';
import { Parameters } from '../codegen/body.ts';
import { literalText } from '../codegen/literal.ts';
import { pointLoop } from '../codegen/point-loop.ts';
import { type Generator, generated } from './generator.ts';

export const assemble: Generator<'assemble'> = ({ output, fill, pieces }, { values }) => {
  const parameters = new Parameters(values);
  const body = new Block();
  const target = parameters.output(output);
  const { dtype, shape } = values[output];
  if (fill !== null) body.line(`${target}.fill(${fillText(fill, dtype)});`);
  for (const { space, start, step, operands, expr } of pieces) {
    if (sizeOf(space) === 0) continue;
    // A block of its own: the pieces' names are apart, and what one binds is no constant for the next.
    const access = rectangleAccess(shape, start, step);
    pointLoop(body.open('{'), parameters, { space, operands }, [expr], [{ array: target, access }]);
  }
  return generated(parameters, body);
};

function fillText(fill: number | bigint | string | Uint8Array, dtype: keyof typeof dtypes): string {
  if (typeof fill === 'string') return JSON.stringify(fill);
  if (typeof fill === 'object') return `Uint8Array.of(${fill.join(', ')})`;
  return literalText(fill, dtype);
}
