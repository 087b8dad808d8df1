/**
 * Writes a message in protobuf's text form, laid out as TensorFlow lays it out: two spaces an indent, fields by
 * number, maps as key and value by key. Works from descriptors and knows no particular message. Unknown fields have no
 * names and are left out.
 */

import { type DescEnum, type DescField, type DescMessage, type MessageShape, ScalarType } from '@bufbuild/protobuf';
import { type ReflectMessage, reflect } from '@bufbuild/protobuf/reflect';
import { doubleText, floatText } from './number-text.ts';
import { quote } from './string-literal.ts';

const encoder = new TextEncoder();

/** `message` as text that ends in a line break (an empty message is empty text). */
export function formatPbtxt<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>): string {
  const lines: string[] = [];
  writeFields(reflect(schema, message), '', lines);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function writeFields(message: ReflectMessage, indent: string, lines: string[]): void {
  for (const field of message.sortedFields) {
    if (message.isSet(field)) writeField(message, field, indent, lines);
  }
}

function writeField(message: ReflectMessage, field: DescField, indent: string, lines: string[]): void {
  const { name } = field;
  switch (field.fieldKind) {
    case 'message':
      writeBlock(name, message.get(field), indent, lines);
      return;
    case 'scalar':
      lines.push(`${indent}${name}: ${scalarText(field.scalar, message.get(field))}`);
      return;
    case 'enum':
      lines.push(`${indent}${name}: ${enumText(field.enum, message.get(field))}`);
      return;
    case 'list':
      for (const item of message.get(field)) {
        if (field.listKind === 'message') writeBlock(name, item as ReflectMessage, indent, lines);
        else if (field.listKind === 'enum') lines.push(`${indent}${name}: ${enumText(field.enum, item as number)}`);
        else lines.push(`${indent}${name}: ${scalarText(field.scalar, item)}`);
      }
      return;
    case 'map': {
      const entries = [...message.get(field)].sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1));
      for (const [key, value] of entries) {
        lines.push(`${indent}${name} {`, `${indent}  key: ${scalarText(field.mapKey, key)}`);
        if (field.mapKind === 'message') writeBlock('value', value as ReflectMessage, `${indent}  `, lines);
        else if (field.mapKind === 'enum') lines.push(`${indent}  value: ${enumText(field.enum, value as number)}`);
        else lines.push(`${indent}  value: ${scalarText(field.scalar, value)}`);
        lines.push(`${indent}}`);
      }
    }
  }
}

function writeBlock(name: string, message: ReflectMessage, indent: string, lines: string[]): void {
  lines.push(`${indent}${name} {`);
  writeFields(message, `${indent}  `, lines);
  lines.push(`${indent}}`);
}

function enumText(descriptor: DescEnum, value: number): string {
  return descriptor.value[value]?.name ?? String(value);
}

function scalarText(type: ScalarType, value: unknown): string {
  switch (type) {
    case ScalarType.STRING:
      return quote(encoder.encode(value as string));
    case ScalarType.BYTES:
      return quote(value as Uint8Array);
    case ScalarType.FLOAT:
      return floatText(value as number);
    case ScalarType.DOUBLE:
      return doubleText(value as number);
    default:
      return String(value);
  }
}
