/** Each window's gradient goes to its first largest element, or to all: to what equals the pooled value. */

import { Block } from '../../codegen/block.ts';
import { Parameters } from '../../codegen/body.ts';
import { type Generator, generated } from '../generator.ts';
import { windowLoop } from './windows.ts';

export const maxPoolGrad: Generator<'maxPoolGrad'> = (primitive, { values }) => {
  const { to, output, input, pooled, gradient, windows } = primitive;
  const parameters = new Parameters(values);
  const root = new Block();
  const out = parameters.output(output);
  const source = parameters.input(input);
  const largest = parameters.input(pooled);
  const incoming = parameters.input(gradient);
  root.line(`${out}.fill(0);`);
  const { body, output: from, elements } = windowLoop(root, values[input].shape, values[pooled].shape, windows);
  body.line(`const largest = ${largest}[${from}];`);
  const search = to === 'first' ? body.open('search: {') : body;
  const inside = elements(search);
  inside.body.line(`const element = ${source}[${inside.at}];`);
  // A NaN window's largest element is NaN, which equals nothing.
  const found = inside.body.open('if (element === largest || (element !== element && largest !== largest)) {');
  found.line(`${out}[${inside.at}] += ${incoming}[${from}];`);
  if (to === 'first') found.line('break search;');
  return generated(parameters, root);
};
