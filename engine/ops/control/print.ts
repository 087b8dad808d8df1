/** Print and Assert: effects on the way. */

import { attr, defineOp } from '../registry/index.ts';

defineOp('Print', {
  inputs: ['input: T', 'data: U'],
  outputs: ['output: T'],
  attributes: {
    T: attr.type(),
    U: attr.types(),
    message: attr.string(''),
    first_n: attr.int(-1),
    summarize: attr.int(3),
  },
  stateful: true,
  infer: (c) => [c.inputs[0]],
  gradient: (node, [gradient]) => [gradient, ...node.inputs.slice(1).map(() => null)],
  lower: (c) => {
    const call = {
      name: 'Print',
      message: String(c.attr('message', 'string')),
      firstN: c.attr('first_n', 'int'),
      summarize: c.attr('summarize', 'int'),
      state: c.name,
    } as const;
    c.b.host(call, c.args('data'), []);
    return [c.inputs[0]];
  },
});

defineOp('Assert', {
  inputs: ['condition: bool', 'data: T'],
  outputs: [],
  attributes: { T: attr.types(), summarize: attr.int(3) },
  stateful: true,
  infer: (c) => {
    const { shape } = c.inputs[0];
    if (shape.rank !== null && shape.rank !== 0) c.fail('rank', `Shape must be rank 0 but is rank ${shape.rank}`);
    return [];
  },
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'Assert', summarize: c.attr('summarize', 'int') }, [...c.inputs], []),
});
