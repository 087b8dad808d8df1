/** The inputs that a NodeDef names: tensors as `node`, `node:1`, control inputs as `^node`. Pure. */

import type { NodeDef } from '../formats/index.ts';

export interface NodeInputs {
  readonly data: readonly { readonly name: string; readonly output: number }[];
  readonly controls: readonly string[];
}

const cache = new WeakMap<NodeDef, NodeInputs>();

export function inputsOf(node: NodeDef): NodeInputs {
  let inputs = cache.get(node);
  if (!inputs) {
    inputs = {
      data: node.input.filter((input) => !input.startsWith('^')).map(tensorOf),
      controls: node.input.filter((input) => input.startsWith('^')).map((input) => input.slice(1)),
    };
    cache.set(node, inputs);
  }
  return inputs;
}

function tensorOf(input: string): { name: string; output: number } {
  const colon = input.lastIndexOf(':');
  if (colon < 0) return { name: input, output: 0 };
  const index = input.slice(colon + 1);
  return /^\d+$/.test(index) ? { name: input.slice(0, colon), output: Number(index) } : { name: input, output: 0 };
}
