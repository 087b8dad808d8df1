/** Binary protobuf with this room's errors. Fields that a schema does not name survive a decode and encode. */

import { type DescMessage, fromBinary, type MessageShape, toBinary } from '@bufbuild/protobuf';
import { FormatError } from './format-error.ts';

/** The wire form of `message`. */
export function encodeMessage<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>): Uint8Array {
  return toBinary(schema, message);
}

/**
 * @param what named in the error, for example a path
 * @throws FormatError when `bytes` are not a message of the schema
 */
export function decodeMessage<Desc extends DescMessage>(
  schema: Desc,
  bytes: Uint8Array,
  what = `a serialized ${schema.name}`,
): MessageShape<Desc> {
  try {
    return fromBinary(schema, bytes);
  } catch (cause) {
    throw new FormatError({
      what,
      problem: `the bytes are not a valid ${schema.name} message (${cause instanceof Error ? cause.message : cause})`,
      cure: 'The file is damaged or is of another kind.',
      cause,
    });
  }
}
