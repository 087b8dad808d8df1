/** A module in WebAssembly's binary format: functions over one imported shared memory, `env.memory`. */

import { Bytes } from './bytes.ts';
import { type AddressType, FunctionBuilder, type Helper, typeCodes, type ValueType } from './function.ts';

/** Pages of 64 KiB. An importing module states the largest memory that it works with. */
const MAX_PAGES = { i32: 2 ** 16, i64: 2 ** 18 } as const satisfies Record<AddressType, number>;

const magic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const section = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;

export class ModuleBuilder {
  readonly addressType: AddressType;
  readonly #functions: FunctionBuilder[] = [];

  constructor(addressType: AddressType = 'i32') {
    this.addressType = addressType;
  }

  /** A new function, exported under its name. */
  function(name: string, parameters: readonly ValueType[], results: readonly ValueType[] = []): FunctionBuilder {
    const added = new FunctionBuilder(name, parameters, {
      addressType: this.addressType,
      results,
      helper: (helper) => this.#indexOfHelper(helper),
    });
    this.#functions.push(added);
    return added;
  }

  /** What `call` takes. */
  indexOf(called: FunctionBuilder): number {
    return this.#functions.indexOf(called);
  }

  #indexOfHelper({ name, parameters, results, write }: Helper): number {
    const known = this.#functions.findIndex((each) => each.name === name);
    if (known >= 0) return known;
    const added = this.function(name, parameters, results);
    write(added);
    return this.indexOf(added);
  }

  /** The binary, for `new WebAssembly.Module`. */
  assemble(): Uint8Array<ArrayBuffer> {
    const functions = this.#functions;
    const bytes = new Bytes();
    bytes.all(magic);
    this.#section(bytes, section.type, functions.length, (types) => {
      for (const { parameters, results } of functions) {
        types.byte(0x60);
        appendTypes(
          types,
          parameters.map(({ type }) => type),
        );
        appendTypes(types, results);
      }
    });
    this.#section(bytes, section.import, 1, (imports) => this.#importMemory(imports));
    this.#section(bytes, section.function, functions.length, (indices) => {
      for (const index of functions.keys()) indices.unsigned(index);
    });
    this.#section(bytes, section.export, functions.length, (exports) => {
      functions.forEach(({ name }, index) => {
        exports.text(name);
        exports.byte(0x00);
        exports.unsigned(index);
      });
    });
    this.#section(bytes, section.code, functions.length, (bodies) => {
      for (const each of functions) bodies.sized(bodyOf(each));
    });
    return bytes.copy();
  }

  #section(bytes: Bytes, id: number, count: number, write: (contents: Bytes) => void): void {
    const contents = new Bytes();
    contents.unsigned(count);
    write(contents);
    bytes.byte(id);
    bytes.sized(contents.contents);
  }

  #importMemory(bytes: Bytes): void {
    bytes.text('env');
    bytes.text('memory');
    // A memory; limits with a maximum, shared, and, at 4, with 64-bit addresses.
    bytes.byte(0x02);
    bytes.byte(this.addressType === 'i32' ? 3 : 7);
    bytes.unsigned(1);
    bytes.unsigned(MAX_PAGES[this.addressType]);
  }
}

function bodyOf({ locals, code }: FunctionBuilder): Uint8Array {
  const body = new Bytes();
  const runs: { type: ValueType; count: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  body.unsigned(runs.length);
  for (const { type, count } of runs) {
    body.unsigned(count);
    body.byte(typeCodes[type]);
  }
  body.all(code.contents);
  body.byte(0x0b);
  return body.contents;
}

function appendTypes(bytes: Bytes, types: readonly ValueType[]): void {
  bytes.unsigned(types.length);
  for (const type of types) bytes.byte(typeCodes[type]);
}
