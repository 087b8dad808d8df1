/**
 * Parses protobuf's text form: nested messages in {} or <>, lists in [], comments, optional separators.
 * Works from descriptors and knows no particular message.
 */

import { create, type DescField, type DescMessage, type MessageShape, ScalarType } from '@bufbuild/protobuf';
import { type ReflectMap, type ReflectMessage, reflect } from '@bufbuild/protobuf/reflect';
import { parseEnum, parseScalar } from './scalar-parser.ts';
import { describeText, type Token, Tokenizer } from './tokenizer.ts';

/** The binary form's limit on nesting. */
const maxDepth = 100;

export interface ParsePbtxtOptions {
  /** Named in errors, for example a path. */
  readonly what?: string;
  /** Pass over fields that the schema does not have, such as a later TensorFlow's. Default false: an error. */
  readonly allowUnknownFields?: boolean;
}

/** @throws FormatError with line and column */
export function parsePbtxt<Desc extends DescMessage>(
  schema: Desc,
  text: string,
  options: ParsePbtxtOptions = {},
): MessageShape<Desc> {
  const message = create(schema);
  const tokens = new Tokenizer(text, options.what ?? 'the text of a message');
  new Parser(tokens, options.allowUnknownFields ?? false).fields(reflect(schema, message), undefined);
  return message;
}

class Parser {
  readonly #tokens: Tokenizer;
  readonly #allowUnknown: boolean;
  #depth = 0;

  constructor(tokens: Tokenizer, allowUnknown: boolean) {
    this.#tokens = tokens;
    this.#allowUnknown = allowUnknown;
  }

  /** Fields up to `close` (a symbol), or to the end of the text where it is undefined. */
  fields(message: ReflectMessage, close: string | undefined): void {
    const seen = new Set<unknown>();
    this.#body(close, (name) => {
      const field = message.desc.fields.find((candidate) => candidate.name === name.text);
      if (!field) {
        this.#unknownField(name, message.desc);
        return;
      }
      if (field.fieldKind !== 'list' && field.fieldKind !== 'map') {
        const slot = field.oneof ?? field;
        if (seen.has(slot)) {
          const problem = field.oneof ? `another field of ${field.oneof.name} is set already` : 'it is set already';
          throw this.#tokens.fault(`${field.name} cannot be set here: ${problem}`, name);
        }
        seen.add(slot);
      }
      this.#value(message, field);
    });
  }

  #body(close: string | undefined, field: (name: Token) => void): void {
    const tokens = this.#tokens;
    if (++this.#depth > maxDepth) throw tokens.fault(`messages are nested more than ${maxDepth} deep`, tokens.next);
    while (!(close === undefined ? tokens.next.kind === 'end' : tokens.takeIf(close))) {
      if (tokens.next.kind === 'end') throw tokens.fault(`\`${close}\` is missing before the end`, tokens.next);
      if (tokens.next.kind !== 'name' && !(this.#allowUnknown && tokens.next.text === '[')) {
        throw tokens.fault(`a field's name is expected, but ${describeText(tokens.next.text)} is found`, tokens.next);
      }
      field(tokens.take());
      if (!tokens.takeIf(',')) tokens.takeIf(';');
    }
    this.#depth--;
  }

  #value(message: ReflectMessage, field: DescField): void {
    const tokens = this.#tokens;
    const isMessage = field.fieldKind === 'map' || field.message !== undefined;
    if (!tokens.takeIf(':') && !isMessage) throw tokens.fault(`\`:\` is missing after ${field.name}`, tokens.next);
    switch (field.fieldKind) {
      case 'scalar':
        message.set(field, parseScalar(tokens, field.scalar));
        return;
      case 'enum':
        message.set(field, parseEnum(tokens, field.enum));
        return;
      case 'message':
        message.set(field, this.#message(field.message));
        return;
      case 'list': {
        const list = message.get(field);
        this.#items(() => {
          if (field.listKind === 'message') list.add(this.#message(field.message));
          else if (field.listKind === 'enum') list.add(parseEnum(tokens, field.enum));
          else list.add(parseScalar(tokens, field.scalar));
        });
        return;
      }
      case 'map': {
        const map = message.get(field);
        this.#items(() => this.#mapEntry(field, map));
      }
    }
  }

  /** One item, or several in brackets. */
  #items(item: () => void): void {
    const tokens = this.#tokens;
    if (!tokens.takeIf('[')) {
      item();
      return;
    }
    if (tokens.takeIf(']')) return;
    do item();
    while (tokens.takeIf(','));
    if (!tokens.takeIf(']')) throw tokens.fault('`,` or `]` is missing in a list', tokens.next);
  }

  #message(schema: DescMessage): ReflectMessage {
    const message = reflect(schema);
    this.fields(message, this.#open());
    return message;
  }

  /** Passes over the opening symbol and gives the closing one. */
  #open(): string {
    if (this.#tokens.takeIf('{')) return '}';
    if (this.#tokens.takeIf('<')) return '>';
    throw this.#tokens.fault('`{` is missing before a message', this.#tokens.next);
  }

  /** A key or value that is left out is its type's zero. */
  #mapEntry(field: DescField & { fieldKind: 'map' }, map: ReflectMap): void {
    const tokens = this.#tokens;
    let key: unknown = zeroKey(field.mapKey);
    let value: unknown = field.mapKind === 'message' ? reflect(field.message) : undefined;
    this.#body(this.#open(), (name) => {
      if (name.text !== 'key' && name.text !== 'value') {
        this.#unknownField(name, field.parent);
        return;
      }
      const isMessage = name.text === 'value' && field.mapKind === 'message';
      if (!tokens.takeIf(':') && !isMessage) throw tokens.fault(`\`:\` is missing after ${name.text}`, tokens.next);
      if (name.text === 'key') key = parseScalar(tokens, field.mapKey);
      else if (field.mapKind === 'message') value = this.#message(field.message);
      else if (field.mapKind === 'enum') value = parseEnum(tokens, field.enum);
      else value = parseScalar(tokens, field.scalar);
    });
    map.set(key, value ?? (field.mapKind === 'scalar' ? zeroKey(field.scalar) : 0));
  }

  #unknownField(name: Token, owner: DescMessage): void {
    if (!this.#allowUnknown) {
      throw this.#tokens.fault(
        `${owner.name} has no field ${describeText(name.text)}`,
        name,
        'A later version may have written it: read the binary form instead, or allow unknown fields.',
      );
    }
    if (name.text === '[') while (!this.#tokens.takeIf(']')) this.#skipToken();
    const colon = this.#tokens.takeIf(':');
    const open = this.#tokens.next.text;
    if (!colon && open !== '{' && open !== '<') {
      throw this.#tokens.fault('`:` or `{` is missing after a name', this.#tokens.next);
    }
    this.#items(() => this.#skipValue());
  }

  #skipValue(): void {
    const tokens = this.#tokens;
    if (tokens.next.text === '{' || tokens.next.text === '<') {
      this.#body(this.#open(), (name) => this.#unknownField(name, anyMessage));
      return;
    }
    if (tokens.next.kind === 'string') {
      while (tokens.next.kind === 'string') tokens.take();
      return;
    }
    tokens.takeIf('-');
    if (tokens.next.kind !== 'name' && tokens.next.kind !== 'number') {
      throw tokens.fault(`a value is expected, but ${describeText(tokens.next.text)} is found`, tokens.next);
    }
    tokens.take();
  }

  #skipToken(): void {
    if (this.#tokens.next.kind === 'end') throw this.#tokens.fault('`]` is missing before the end', this.#tokens.next);
    this.#tokens.take();
  }
}

/** The owner of fields inside a message that is passed over; never named, since such fields are allowed. */
const anyMessage = { name: 'the message' } as DescMessage;

function zeroKey(type: ScalarType): unknown {
  switch (type) {
    case ScalarType.STRING:
      return '';
    case ScalarType.BYTES:
      return new Uint8Array(0);
    case ScalarType.BOOL:
      return false;
    case ScalarType.INT64:
    case ScalarType.SINT64:
    case ScalarType.SFIXED64:
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return 0n;
    default:
      return 0;
  }
}
