/** What is said of shapes and elements before a run, against what the run gives. */

import type { Tensor } from '../../engine/graph/index.ts';
import { SymbolSizes } from '../ops/symbol-sizes.ts';
import type { Twin } from '../ops/twin-graphs.ts';
import type { Results } from './run.ts';

/** The first fault of inference, in the graph that was run and in its twin whose sizes are all known. */
export function shapeFault(results: Results, twins: readonly Twin[]): string | undefined {
  return faultOf([...results]) ?? faultOf(twins.flatMap(({ known, open }) => pairOf(known, open, results)));
}

const pairOf = (known: Tensor, open: Tensor, results: Results) => {
  const found = results.get(open);
  return found ? [[known, found] as const] : [];
};

function faultOf(found: readonly (readonly [Tensor, NonNullable<ReturnType<Results['get']>>])[]): string | undefined {
  const sizes = new SymbolSizes();
  for (const [{ shape }, array] of found) sizes.learn(shape, array.shape);
  for (const [tensor, { dtype, shape, data }] of found) {
    const what = `${tensor.name} (${tensor.op.type})`;
    if (dtype !== tensor.dtype) return `${what} is said to be ${tensor.dtype}, is ${dtype}`;
    const fault = sizes.shapeFault(tensor.shape, shape) ?? sizes.valueFault(tensor.partialValue, data);
    if (fault) return `${what}: ${fault}`;
  }
  return undefined;
}
