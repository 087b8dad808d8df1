/** A copy into a variable. */

import { Block } from '../codegen/block.ts';
import { Parameters } from '../codegen/body.ts';
import { copyText } from '../codegen/copy.ts';
import { type Generator, generated } from './generator.ts';

export const assign: Generator<'assign'> = ({ output, value }, { values }) => {
  const parameters = new Parameters(values);
  const body = new Block();
  const out = parameters.output(output);
  body.line(copyText(out, parameters.input(value), values[value]));
  return generated(parameters, body);
};
