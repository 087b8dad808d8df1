/** StringJoin: the inputs' elements joined, point by point; inputs of rank 0 go with every point. */

import { utf8 } from '../../../formats/index.ts';
import type { StringElement } from '../../../graph/index.ts';
import type { HostFunction } from './host-function.ts';

export const stringJoin: HostFunction<'StringJoin'> = ({ separator }, inputs, { outputs: [output] }) => {
  const size = output.shape.reduce((product, dim) => product * dim, 1);
  const joined: StringElement[] = [];
  for (let i = 0; i < size; i++) {
    const parts = inputs.map(({ shape, data }) => data[shape.length === 0 ? 0 : i] as StringElement);
    joined.push(parts.every((part) => typeof part === 'string') ? parts.join(separator) : joinBytes(parts, separator));
  }
  return [{ data: joined }];
};

function joinBytes(parts: readonly StringElement[], separator: string): Uint8Array {
  return Uint8Array.from(parts.flatMap((part, i) => [...(i > 0 ? utf8(separator) : []), ...utf8(part)]));
}
