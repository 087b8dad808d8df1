/** Names of any length cut to what a page shows, and different still where they were different. Pure. */

import { crc32c } from '../../engine/formats/index.ts';
import { limits } from '../../webview/protocol.ts';

/** The name, or its beginning with its length and checksum where it is too long. */
export function boundedName(name: string): string {
  if (name.length <= limits.name) return name;
  const checksum = crc32c(new TextEncoder().encode(name)).toString(16).padStart(8, '0');
  const mark = `… (${name.length} characters, ${checksum})`;
  return boundedText(name, limits.name - mark.length) + mark;
}

/** The text's beginning, never with half a character at its end. */
export function boundedText(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
