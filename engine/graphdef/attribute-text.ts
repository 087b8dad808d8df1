/** Attribute values as one line of text for people, cut at a given length however large the value. Pure. */

import { type AttrValue as AttrMessage, stringElement } from '../formats/index.ts';
import type { AttrValue } from '../graph/index.ts';
import { encodeAttribute } from './attributes.ts';
import { arrayText, tensorText } from './tensor-text.ts';
import { floatText, shapeText, typeName } from './type-text.ts';

/** Functions as attributes can hold functions as attributes. */
const maxDepth = 8;

export function attributeText(attribute: AttrValue, length: number): string {
  // Not encoded: a constant may be large.
  if (attribute.kind === 'tensor') return elided(arrayText(attribute.value), length);
  return messageText(encodeAttribute(attribute), length);
}

export function messageText({ value }: AttrMessage, length: number, depth = 0): string {
  return elided(text(), length);

  function text(): string {
    switch (value.case) {
      case 'type':
        return typeName(value.value);
      case 'i':
        return String(value.value);
      case 'f':
        return floatText(value.value);
      case 'b':
        return String(value.value);
      case 's':
        return bytesText(value.value, length);
      case 'shape':
        return shapeText(value.value);
      case 'tensor':
        return tensorText(value.value);
      case 'placeholder':
        return `placeholder ${value.value}`;
      case 'func':
        return functionText(value.value, length, depth);
      case 'list':
        return `[${itemsText(value.value, length, depth)}]`;
      default:
        return '';
    }
  }
}

type FunctionMessage = Extract<AttrMessage['value'], { case: 'func' }>['value'];
type ListMessage = Extract<AttrMessage['value'], { case: 'list' }>['value'];

function functionText({ name, attr }: FunctionMessage, length: number, depth: number): string {
  if (depth >= maxDepth) return `${name}(…)`;
  const entries = joined(Object.keys(attr), (key) => `${key}=${messageText(attr[key], length, depth + 1)}`, length);
  return entries === '' ? name : `${name}(${entries})`;
}

function itemsText(list: ListMessage, length: number, depth: number): string {
  const parts = [
    joined(list.type, typeName, length),
    joined(list.i, String, length),
    joined(list.f, floatText, length),
    joined(list.b, String, length),
    joined(list.s, (bytes) => JSON.stringify(bytesText(bytes, length)), length),
    joined(list.shape, shapeText, length),
    joined(list.tensor, tensorText, length),
    joined(list.func, (each) => functionText(each, length, depth), length),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** As many items as it takes to fill `length`. */
function joined<T>(items: readonly T[], textOf: (item: T) => string, length: number): string {
  let text = '';
  for (const [i, item] of items.entries()) {
    text += `${i === 0 ? '' : ', '}${textOf(item)}`;
    if (text.length > length) break;
  }
  return text;
}

function bytesText(bytes: Uint8Array, length: number): string {
  // A character takes up to four bytes.
  const element = stringElement(bytes.subarray(0, 4 * length + 4));
  if (typeof element === 'string') return element;
  const escaped = (byte: number) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  return Array.from(bytes.subarray(0, length + 1), escaped).join('');
}

function elided(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
