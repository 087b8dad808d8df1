/** Summary messages on their way out of a kernel: serialized, as one string element. */

import {
  create,
  encodeMessage,
  type MessageInitShape,
  type Summary_ValueSchema,
  SummarySchema,
} from '../../../../formats/index.ts';
import type { StringElement } from '../../../../graph/index.ts';
import type { HostResult, HostTensor } from '../host-function.ts';
import { elementText } from '../number-text.ts';

export type SummaryValue = MessageInitShape<typeof Summary_ValueSchema>;

export function serialize(value: readonly SummaryValue[]): HostResult[] {
  return [{ data: [encodeMessage(SummarySchema, create(SummarySchema, { value: [...value] }))] }];
}

/** Element `index` of a tensor of tags, as text. */
export function tagOf(tags: HostTensor, index = 0): string {
  return elementText(tags.data[index] as StringElement, 'string');
}
