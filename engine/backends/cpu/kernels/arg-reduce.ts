/**
 * Index of the largest or smallest element along an axis, the first of equal ones. As in TensorFlow, a NaN is never
 * larger or smaller than anything, so it is passed over; where nothing is found the index is 0.
 */

import { sizeOf } from '../../../graph/index.ts';
import { Block } from '../codegen/block.ts';
import { Parameters } from '../codegen/body.ts';
import { neutralText } from '../codegen/reductions.ts';
import { Scope } from '../codegen/scope.ts';
import { type Generator, generated } from './generator.ts';

export const argReduce: Generator<'argReduce'> = ({ output, reduction, input, axis }, { values }) => {
  const parameters = new Parameters(values);
  const body = new Block();
  const out = parameters.output(output);
  const source = parameters.input(input);
  const { dtype, shape } = values[input];
  const inner = sizeOf(shape.slice(axis + 1));
  const size = shape[axis];
  const scope = new Scope([body], []).loops([sizeOf(shape.slice(0, axis)), inner]);
  const first = scope.bind('at', scope.index({ offset: 0, strides: [size * inner, 1] }));
  const { innermost } = scope;
  innermost.line(`let best = ${neutralText(reduction, dtype)};`);
  innermost.line('let found = 0;');
  const { body: along, variable } = innermost.loop(size);
  along.line(`const x = ${source}[${first} + ${variable} * ${inner}];`);
  const taken = along.open(`if (x ${reduction === 'max' ? '>' : '<'} best) {`);
  taken.line('best = x;');
  taken.line(`found = ${variable};`);
  const result = values[output].dtype === 'int64' ? 'BigInt(found)' : 'found';
  innermost.line(`${out}[${scope.index({ offset: 0, strides: [inner, 1] }).text}] = ${result};`);
  return generated(parameters, body);
};
