/** Summaries of whole tensors, for a plugin of the viewer to show; text is one of them. */

import { DTypeError, NdArray, type SummaryTensor } from '../../graph/index.ts';
import { constantTensor } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';
import { type SummaryOptions, summaryScope } from './scope.ts';

export interface TensorSummaryOptions extends SummaryOptions {
  /** What people read about it, in Markdown. */
  readonly summaryDescription?: string;
  /** What it is called in place of its tag. */
  readonly displayName?: string;
  /** The plugin that shows it. */
  readonly pluginName?: string;
}

/** A tensor of any type and shape as it is. */
export const tensorSummary = publicFunction(
  'summary.tensorSummary(name: string, tensor: tensor, {summaryDescription, collections, family, displayName, pluginName})',
  (name: string, tensor: TensorLike, options: TensorSummaryOptions = {}): SummaryTensor =>
    summaryScope(name, options, [tensor], (tag, scope) => {
      const label = convertToTensor(tag, { name: 'tag' });
      const value = convertToTensor(tensor, { name: 'tensor' });
      const metadata = new NdArray('string', [], [serializeMetadata(options)]);
      const bytes = constantTensor(metadata, 'serialized_summary_metadata');
      return apply('TensorSummaryV2', [label, value, bytes], {}, { name: scope });
    }),
);

/** Text, as Markdown: strings of any shape (rank 2 is shown as a table). @throws DTypeError for anything but strings. */
export const text = publicFunction(
  'summary.text(name: string, tensor: tensor, {collections})',
  (name: string, tensor: TensorLike, options: Pick<SummaryOptions, 'collections'> = {}): SummaryTensor => {
    const value = convertToTensor(tensor, { name: 'text' });
    if (value.dtype !== 'string') {
      throw new DTypeError(
        `Expected tensor ${value.name} to have dtype string, got ${value.dtype}.`,
        value.op.describe(),
      );
    }
    return tensorSummary(name, value, { ...options, pluginName: 'text' });
  },
);

/** A serialized SummaryMetadata message: plugin_data 1 { plugin_name 1 }, display_name 2, summary_description 3. */
function serializeMetadata({ pluginName, displayName, summaryDescription }: TensorSummaryOptions): Uint8Array {
  return concatenate([
    pluginName === undefined ? [] : bytesField(1, bytesField(1, encode(pluginName))),
    displayName === undefined ? [] : bytesField(2, encode(displayName)),
    summaryDescription === undefined ? [] : bytesField(3, encode(summaryDescription)),
  ]);
}

const encode = (value: string) => new TextEncoder().encode(value);

/** A length-delimited protobuf field. */
function bytesField(number: number, bytes: Uint8Array): Uint8Array {
  const header = [number * 8 + 2];
  let rest = bytes.length;
  for (; rest > 127; rest >>>= 7) header.push((rest & 127) | 128);
  return concatenate([[...header, rest], bytes]);
}

function concatenate(parts: readonly ArrayLike<number>[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
