/** Quoted strings of the text form: bytes with C escapes. Non-ASCII bytes are written as three octal digits. */

const named: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r', 34: '\\"', 39: "\\'", 92: '\\\\' };

const escapes = Array.from({ length: 256 }, (_, byte) => {
  if (named[byte]) return named[byte];
  return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
});

/** `bytes` as a double-quoted literal. */
export function quote(bytes: Uint8Array): string {
  let text = '"';
  for (const byte of bytes) text += escapes[byte];
  return `${text}"`;
}

const simpleEscapes: Record<string, number> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
};

const encoder = new TextEncoder();
const escapePattern = /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/y;

/** What is wrong with a literal, and where from its start. */
export interface BadEscape {
  readonly at: number;
  readonly problem: string;
}

/** The bytes between the quotes of a literal, or what is wrong with it. */
export function unquote(body: string): Uint8Array | BadEscape {
  if (!body.includes('\\')) return encoder.encode(body);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < body.length) {
    const backslash = body.indexOf('\\', at);
    const plainEnd = backslash === -1 ? body.length : backslash;
    if (plainEnd > at) parts.push(encoder.encode(body.slice(at, plainEnd)));
    if (backslash === -1) break;
    escapePattern.lastIndex = backslash;
    const match = escapePattern.exec(body);
    const value = match && escapeBytes(match);
    if (!match || !value)
      return { at: backslash, problem: `\`${body.slice(backslash, backslash + 2)}\` is not an escape` };
    parts.push(value);
    at = backslash + match[0].length;
  }
  return concatenate(parts);
}

function escapeBytes([, octal, hex, short, long, letter]: RegExpExecArray): Uint8Array | undefined {
  if (octal !== undefined) {
    const value = Number.parseInt(octal, 8);
    return value < 256 ? Uint8Array.of(value) : undefined;
  }
  if (hex !== undefined) return Uint8Array.of(Number.parseInt(hex, 16));
  const point = short ?? long;
  if (point !== undefined) {
    const value = Number.parseInt(point, 16);
    return value <= 0x10ffff ? encoder.encode(String.fromCodePoint(value)) : undefined;
  }
  return letter in simpleEscapes ? Uint8Array.of(simpleEscapes[letter]) : undefined;
}

/** One array of all `parts`. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const result = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}
