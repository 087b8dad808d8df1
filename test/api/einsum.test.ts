/** Sums of products over named axes, with the values that TensorFlow gives. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { runAll } from './run-all.ts';

const counted = (...sizes: number[]) => {
  const size = sizes.reduce((a, b) => a * b, 1);
  return new tf.NdArray(
    'float32',
    sizes,
    Float32Array.from({ length: size }, (_, i) => i),
  );
};

/** Once with shapes known, once with the ranks alone, once with nothing. */
const knowledge: Readonly<Record<string, (array: tf.NdArray) => tf.Tensor>> = {
  'sizes known': (array) => tf.constant(array as never),
  'ranks known': (array) =>
    tf.placeholderWithDefault(
      array as never,
      array.shape.map(() => null),
    ),
  'nothing known': (array) => tf.placeholderWithDefault(array as never, null),
};

const cases: readonly (readonly [string, readonly (readonly number[])[], unknown])[] = [
  [
    'ij,jk->ik',
    [
      [2, 3],
      [3, 2],
    ],
    [
      [10, 13],
      [28, 40],
    ],
  ],
  [
    'ij , jk',
    [
      [2, 3],
      [3, 2],
    ],
    [
      [10, 13],
      [28, 40],
    ],
  ],
  [
    'ij->ji',
    [[2, 3]],
    [
      [0, 3],
      [1, 4],
      [2, 5],
    ],
  ],
  [
    'ba',
    [[2, 3]],
    [
      [0, 3],
      [1, 4],
      [2, 5],
    ],
  ],
  ['ij->', [[2, 3]], 15],
  ['ij->j', [[2, 3]], [3, 5, 7]],
  [
    'i,j->ij',
    [[2], [3]],
    [
      [0, 0, 0],
      [0, 1, 2],
    ],
  ],
  ['i,i->i', [[3], [3]], [0, 1, 4]],
  [
    'ij,ij->',
    [
      [2, 3],
      [2, 3],
    ],
    55,
  ],
  [
    'ij,ij->i',
    [
      [2, 3],
      [2, 3],
    ],
    [5, 50],
  ],
  [
    'ij,k->ij',
    [[2, 2], [3]],
    [
      [0, 3],
      [6, 9],
    ],
  ],
  [
    'bij,bjk->bik',
    [
      [2, 2, 3],
      [2, 3, 2],
    ],
    [
      [
        [10, 13],
        [28, 40],
      ],
      [
        [172, 193],
        [244, 274],
      ],
    ],
  ],
  [
    'abc,cd,db->ad',
    [
      [2, 2, 3],
      [3, 2],
      [2, 2],
    ],
    [
      [28, 146],
      [64, 416],
    ],
  ],
  ['ab,ab,c->c', [[2, 2], [2, 2], [2]], [0, 14]],
  [
    'bijk,bkl->jbil',
    [
      [2, 1, 2, 3],
      [2, 3, 2],
    ],
    [
      [[[10, 13]], [[172, 193]]],
      [[[28, 40]], [[244, 274]]],
    ],
  ],
];

describe.each(Object.entries(knowledge))('einsum, %s', (_, open) => {
  it.each(cases)('%s', async (equation, shapes, expected) => {
    const build = () => tf.einsum(equation, ...shapes.map((shape) => open(counted(...shape))));
    expect(await runAll(() => ({ fetches: [build()] }))).toEqual([expected]);
  });
});

describe('einsum', () => {
  it('has a static shape as far as those of its operands say', () => {
    const shapeOf = (equation: string, ...shapes: (number | null)[][]) =>
      new tf.Graph().asDefault(() => {
        const result = tf.einsum(
          equation,
          ...shapes.map((shape, i) => tf.placeholder('float32', shape, { name: `x${i}` })),
        );
        return result.shape.toBrackets();
      });
    expect(shapeOf('bij,jk->bik', [4, 2, 3], [3, 5])).toBe('[4,2,5]');
    expect(shapeOf('bij,jk->bik', [null, 2, 3], [3, 5])).toBe('[?,2,5]');
    expect(shapeOf('bij,bjk->kbi', [null, 2, null], [8, 3, 5])).toBe('[5,8,2]');
  });

  it('is a product of matrices where it can be', () => {
    const typesOf = (equation: string, ...shapes: number[][]) => {
      const graph = new tf.Graph();
      graph.asDefault(() => tf.einsum(equation, ...shapes.map((shape) => tf.placeholder('float32', shape))));
      return graph
        .getOperations()
        .map(({ type }) => type)
        .filter((type) => !/Placeholder|Const/.test(type));
    };
    expect(typesOf('ij,jk->ik', [2, 3], [3, 4])).toEqual(['MatMul']);
    expect(typesOf('bij,bjk->bik', [5, 2, 3], [5, 3, 4])).toEqual(['BatchMatMulV2']);
    expect(typesOf('bij,jk->bik', [5, 2, 3], [3, 4])).toEqual(['Reshape', 'MatMul', 'Reshape']);
    expect(typesOf('ij,ij->i', [2, 3], [2, 3])).toEqual(['Mul', 'Sum']);
  });

  it('has the gradients that its parts have', async () => {
    const results = await runAll(() => {
      const [x, w] = [tf.constant(counted(2, 2, 3) as never), tf.constant(counted(2, 3, 2) as never)] as tf.Tensor[];
      return { fetches: tf.gradients(tf.einsum('bij,bjk->bki', x, w), [x, w]) as tf.Tensor[] };
    });
    expect(results).toEqual([
      [
        [
          [1, 5, 9],
          [1, 5, 9],
        ],
        [
          [13, 17, 21],
          [13, 17, 21],
        ],
      ],
      [
        [
          [3, 3],
          [5, 5],
          [7, 7],
        ],
        [
          [15, 15],
          [17, 17],
          [19, 19],
        ],
      ],
    ]);
  });

  it('gives plain numbers the type of the tensors, and takes a name', async () => {
    const result = new tf.Graph().asDefault(() =>
      tf.einsum('i,i->', [1, 2], tf.constant([3, 4], 'int32'), { name: 'dot' }),
    );
    expect(result.dtype).toBe('int32');
    expect(result.name).toMatch(/^dot\//);
    const [three] = await runAll(() => ({ fetches: [tf.einsum(',->', 2, 3)] }));
    expect(three).toBe(6);
  });

  it.each([
    [
      'ij,jk->il',
      [
        [2, 3],
        [3, 2],
      ],
      'Output subscripts contain the label l not present in the input subscripts',
    ],
    ['ij,jk->ik', [[2, 3]], "Got 1 inputs for equation 'ij,jk->ik', expecting 2"],
    [
      'ij,jk->ik',
      [
        [2, 3],
        [2, 2],
      ],
      'Dimensions must be equal, but are 3 and 2 for the axis j',
    ],
    [
      'ijk,jk->ik',
      [
        [2, 3],
        [3, 2],
      ],
      "Shape must be rank 3 but is rank 2 for 'ijk'",
    ],
    ['i1,j->ij', [[2, 3], [3]], 'Subscripts have incorrect format: i1,j->ij'],
    [
      'ij,jk->iik',
      [
        [2, 3],
        [3, 2],
      ],
      'Output subscripts contain a label appearing more than once',
    ],
    ['ii->i', [[2, 2]], 'the axis i appears more than once'],
    ['...i->...', [[2, 2]], 'ellipsis'],
  ])('refuses %s', (equation, shapes, message) => {
    const build = () => tf.einsum(equation, ...shapes.map((shape) => tf.ones(shape)));
    expect(() => new tf.Graph().asDefault(build)).toThrow(message);
  });
});
