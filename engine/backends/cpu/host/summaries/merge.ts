/** MergeSummary: the values of several summaries in one; no tag may come twice. */

import {
  create,
  decodeMessage,
  encodeMessage,
  FormatError,
  type Summary,
  SummarySchema,
  utf8,
} from '../../../../formats/index.ts';
import type { StringElement } from '../../../../graph/index.ts';
import { KernelFault } from '../../fault.ts';
import type { HostFunction } from '../host-function.ts';

export const mergeSummary: HostFunction<'MergeSummary'> = (_call, inputs) => {
  const merged = create(SummarySchema);
  const tags = new Set<string>();
  for (const { data } of inputs) {
    for (let i = 0; i < data.length; i++) {
      for (const value of parse(data[i] as StringElement).value) {
        if (tags.has(value.tag)) throw new KernelFault(`Duplicate tag ${value.tag} found in summary inputs`);
        tags.add(value.tag);
        merged.value.push(value);
      }
    }
  }
  return [{ data: [encodeMessage(SummarySchema, merged)] }];
};

function parse(serialized: StringElement): Summary {
  try {
    return decodeMessage(SummarySchema, utf8(serialized));
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new KernelFault('Could not parse one of the summary inputs', { cause });
  }
}
