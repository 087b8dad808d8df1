/**
 * What inference says before a run holds in the run: shapes with symbols admit the shapes there are, one size for each
 * symbol throughout the graph, and elements that are known are the elements there are.
 */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NdArray, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { Choices } from '../compiler/choices.ts';
import { type Growth, grow } from './random-steps.ts';
import { SymbolSizes } from './symbol-sizes.ts';
import { sizesOf, TwinGraphs } from './twin-graphs.ts';

/** Placeholders of random sizes, some of which the open graph keeps back, and steps on them. */
function randomGraphs(c: Choices): Growth {
  const graphs = new TwinGraphs();
  const floats = [2, 3, 1, 4, 2].map((rank) => {
    const shape = Array.from({ length: rank }, () => c.of([1, 2, 3, 4, 2, 3, 0]));
    const said = shape.map((size) => (c.below(3) ? null : size));
    return graphs.placeholder('float32', shape, c.below(8) ? said : null);
  });
  const ints = [graphs.placeholder('int32', [2], c.below(2) ? [2] : [null]), graphs.placeholder('int32', [], [])];
  const growth = { c, graphs, floats, ints };
  for (let i = 0; i < 30; i++) grow(growth);
  return growth;
}

/** Where integers come from that others are computed from. */
const sources = ['Const', 'Shape', 'Size', 'Rank'];

/** How often something that was open when the graph was built has been checked. */
const checked = { types: new Set<string>(), symbolicShapes: 0, symbolicValues: 0 };

function count({ op, shape, partialValue }: Tensor): void {
  checked.types.add(op.type);
  if (shape.dims?.some((dim) => typeof dim === 'object')) checked.symbolicShapes++;
  if (partialValue?.some((value) => typeof value === 'object' && value !== null)) checked.symbolicValues++;
}

it('holds in random graphs whose placeholders keep sizes back', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 15, maxLength: 80 }), async (numbers) => {
      const c = new Choices(numbers);
      const { graphs } = randomGraphs(c);
      const feeds = graphs.twins
        .filter(({ open }) => open.op.type === 'Placeholder')
        .map((twin): [Tensor, NdArray] => [twin.open, randomArray(c, twin.open.dtype, sizesOf(twin)!)]);
      const tensors = graphs.open.getOperations().flatMap(({ outputs }) => outputs);
      using session = new tf.Session({ graph: graphs.open });
      const results = (await session.run(tensors, feeds)) as unknown[];
      const arrays = new Map(tensors.map((tensor, i) => [tensor, asArray(results[i], tensor.dtype)]));
      const sizes = new SymbolSizes();
      for (const [tensor, { shape }] of arrays) sizes.learn(tensor.shape, shape);
      for (const [tensor, { shape, data }] of arrays) {
        const fault = sizes.shapeFault(tensor.shape, shape) ?? sizes.valueFault(tensor.partialValue, data);
        if (fault) expect.fail(`${tensor.name} (${tensor.op.type}): ${fault}`);
        count(tensor);
      }
      // A plan has elements that inference knows as constants. Where shapes and constants are fed, they are computed.
      const given = tensors.filter(({ op, dtype }) => sources.includes(op.type) && dtype === 'int32');
      const derived = tensors.filter(
        ({ partialValue, dtype, op }) => partialValue && dtype === 'int32' && !sources.includes(op.type),
      );
      const computed = (await session.run(derived, [
        ...feeds,
        ...given.map((tensor): [Tensor, NdArray] => [tensor, arrays.get(tensor)!]),
      ])) as unknown[];
      for (const [i, tensor] of derived.entries()) {
        const label = `${tensor.name} (${tensor.op.type}), computed`;
        expect(asArray(computed[i], 'int32').data, label).toEqual(arrays.get(tensor)!.data);
      }
      for (const { known, open } of graphs.twins) {
        const { shape, data } = arrays.get(open)!;
        const fault = sizes.shapeFault(known.shape, shape) ?? sizes.valueFault(known.partialValue, data);
        if (fault) expect.fail(`${open.name} (${open.op.type}), from sizes that are all known: ${fault}`);
      }
    }),
    { numRuns: 200 },
  );
  expect(checked.types.size).toBeGreaterThan(50);
  expect(checked.symbolicShapes).toBeGreaterThan(1000);
  expect(checked.symbolicValues).toBeGreaterThan(300);
});

/** Scalars come as plain values. */
function asArray(value: unknown, dtype: string): NdArray {
  if (value instanceof NdArray) return value;
  return dtype === 'int32'
    ? new NdArray('int32', [], Int32Array.of(Number(value)))
    : new NdArray('float64', [], Float64Array.of(Number(value)));
}

function randomArray(c: Choices, dtype: string, shape: readonly number[]): NdArray {
  const size = shape.reduce((a, b) => a * b, 1);
  return dtype === 'int32'
    ? new NdArray(
        'int32',
        shape,
        Int32Array.from({ length: size }, () => c.below(6) - 1),
      )
    : new NdArray(
        'float32',
        shape,
        Float32Array.from({ length: size }, () => c.below(21) / 10 - 1),
      );
}
