/**
 * Makes each typed array of a message the owner of its memory. What came from another process may share one large
 * buffer, and VS Code sends the whole buffer of every array to a page; and Node's Buffers it sends as lists of numbers.
 * Pure; messages are plain data without circles.
 */

export function ownBuffers<Message>(message: Message): Message {
  return own(message) as Message;
}

type TypedArray = Uint8Array | Float32Array | Float64Array | Int32Array | Uint32Array;

function own(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return ownMemory(value as TypedArray);
  if (Array.isArray(value)) return value.length > 0 && holdsObjects(value) ? value.map(own) : value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, own(inner)]));
}

/** Lists in messages are of one kind. */
function holdsObjects(list: readonly unknown[]): boolean {
  return typeof list[0] === 'object' && list[0] !== null;
}

function ownMemory(array: TypedArray): TypedArray {
  if (Buffer.isBuffer(array)) return Uint8Array.from(array);
  return array.byteLength === array.buffer.byteLength ? array : array.slice();
}

/** Bytes of the typed arrays in a message, for counting what is under way. */
export function bufferBytes(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (Array.isArray(value) && !holdsObjects(value)) return 0;
  let bytes = 0;
  for (const inner of Object.values(value)) bytes += bufferBytes(inner);
  return bytes;
}
