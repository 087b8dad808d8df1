/** Running sums and products along an axis, accumulated in double precision for floats. */

import { sizeOf } from '../../../graph/index.ts';
import { Block } from '../codegen/block.ts';
import { Parameters } from '../codegen/body.ts';
import { combineText, neutralText } from '../codegen/reductions.ts';
import { Scope } from '../codegen/scope.ts';
import { type Generator, generated } from './generator.ts';

export const scan: Generator<'scan'> = ({ output, input, reduction, axis, exclusive, reverse }, { values }) => {
  const parameters = new Parameters(values);
  const body = new Block();
  const out = parameters.output(output);
  const source = parameters.input(input);
  const { dtype, shape } = values[input];
  const inner = sizeOf(shape.slice(axis + 1));
  const size = shape[axis];
  const start = reverse ? (size - 1) * inner : 0;
  const scope = new Scope([body], []).loops([sizeOf(shape.slice(0, axis)), inner]);
  const first = scope.bind('at', scope.index({ offset: start, strides: [size * inner, 1] }));
  const { innermost } = scope;
  innermost.line(`let sum = ${neutralText(reduction, dtype)};`);
  const { body: along, variable } = innermost.loop(size);
  along.line(`const at = ${first} ${reverse ? '-' : '+'} ${variable} * ${inner};`);
  along.line(`const x = ${source}[at];`);
  const store = `${out}[at] = sum;`;
  if (exclusive) along.line(store);
  along.line(`${combineText(reduction, dtype, 'sum', 'x')};`);
  if (!exclusive) along.line(store);
  return generated(parameters, body);
};
