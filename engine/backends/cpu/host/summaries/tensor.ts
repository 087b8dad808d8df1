/** TensorSummary: a whole tensor, with the metadata of the plugin that shows it. */

import {
  decodeMessage,
  encodeTensorProto,
  FormatError,
  SummaryMetadataSchema,
  utf8,
} from '../../../../formats/index.ts';
import { NdArray, type StringElement } from '../../../../graph/index.ts';
import { KernelFault } from '../../fault.ts';
import type { HostFunction } from '../host-function.ts';
import { serialize, tagOf } from './serialize.ts';

export const tensorSummary: HostFunction<'TensorSummary'> = (_call, [tag, { dtype, shape, data }, serialized]) => {
  const metadata = parseMetadata(serialized.data[0] as StringElement);
  const tensor = encodeTensorProto(new NdArray(dtype, shape, data));
  return serialize([{ tag: tagOf(tag), value: { case: 'tensor', value: tensor }, metadata }]);
};

function parseMetadata(serialized: StringElement) {
  try {
    return decodeMessage(SummaryMetadataSchema, utf8(serialized));
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new KernelFault('Could not parse serialized_summary_metadata: it is no SummaryMetadata message.', { cause });
  }
}
