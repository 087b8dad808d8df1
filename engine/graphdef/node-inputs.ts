/** The inputs that a NodeDef names: tensors as `node`, `node:1`, control inputs as `^node`. Pure. */

import type { NodeDef } from '../formats/index.ts';

export interface NodeInputs {
  readonly data: readonly { readonly name: string; readonly output: number }[];
  readonly controls: readonly string[];
}

export function inputsOf({ input }: NodeDef): NodeInputs {
  const data: NodeInputs['data'][number][] = [];
  const controls: string[] = [];
  for (const each of input) {
    if (each.startsWith('^')) controls.push(each.slice(1));
    else data.push(tensorOf(each));
  }
  return { data, controls };
}

function tensorOf(input: string): { name: string; output: number } {
  const colon = input.lastIndexOf(':');
  if (colon < 0) return { name: input, output: 0 };
  const index = input.slice(colon + 1);
  return /^\d+$/.test(index) ? { name: input.slice(0, colon), output: Number(index) } : { name: input, output: 0 };
}
