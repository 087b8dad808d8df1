/** NoOp: something to wait for. */

import { defineOp } from '../registry/index.ts';

defineOp('NoOp', {
  inputs: [],
  outputs: [],
  attributes: {},
  infer: () => [],
  gradient: 'none',
  lower: () => [],
});
