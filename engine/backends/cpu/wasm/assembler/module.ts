/** A module in WebAssembly's binary format: functions over one imported shared memory, `env.memory`. */

import { appendAll, appendText, appendUnsigned, appendVector } from './bytes.ts';
import { type AddressType, FunctionBuilder, typeCodes, type ValueType } from './function.ts';

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
    const added = new FunctionBuilder(name, parameters, { addressType: this.addressType, results });
    this.#functions.push(added);
    return added;
  }

  /** What `call` takes. */
  indexOf(called: FunctionBuilder): number {
    return this.#functions.indexOf(called);
  }

  /** The binary, for `new WebAssembly.Module`. */
  assemble(): Uint8Array<ArrayBuffer> {
    const bytes = [...magic];
    const functions = this.#functions;
    const types = functions.flatMap(({ parameters, results }) => [
      0x60,
      ...typeVector(parameters.map(({ type }) => type)),
      ...typeVector(results),
    ]);
    appendSection(bytes, section.type, counted(functions.length, types));
    appendSection(bytes, section.import, counted(1, this.#memoryImport()));
    appendSection(bytes, section.function, counted(functions.length, indices(functions.length)));
    const exports: number[] = [];
    functions.forEach(({ name }, index) => {
      appendText(exports, name);
      exports.push(0x00);
      appendUnsigned(exports, index);
    });
    appendSection(bytes, section.export, counted(functions.length, exports));
    const bodies: number[] = [];
    for (const each of functions) {
      const body = bodyOf(each);
      appendVector(bodies, body.length, body);
    }
    appendSection(bytes, section.code, counted(functions.length, bodies));
    return Uint8Array.from(bytes);
  }

  #memoryImport(): number[] {
    const bytes: number[] = [];
    appendText(bytes, 'env');
    appendText(bytes, 'memory');
    // A memory; limits with a maximum, shared, and, at 4, with 64-bit addresses.
    bytes.push(0x02, this.addressType === 'i32' ? 3 : 7);
    appendUnsigned(bytes, 1);
    appendUnsigned(bytes, MAX_PAGES[this.addressType]);
    return bytes;
  }
}

function bodyOf({ locals, code }: FunctionBuilder): number[] {
  const body: number[] = [];
  const runs: { type: ValueType; count: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  appendUnsigned(body, runs.length);
  for (const { type, count } of runs) {
    appendUnsigned(body, count);
    body.push(typeCodes[type]);
  }
  appendAll(body, code);
  body.push(0x0b);
  return body;
}

function typeVector(types: readonly ValueType[]): number[] {
  return counted(
    types.length,
    types.map((type) => typeCodes[type]),
  );
}

function indices(count: number): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < count; i++) appendUnsigned(bytes, i);
  return bytes;
}

function counted(count: number, contents: readonly number[]): number[] {
  const bytes: number[] = [];
  appendVector(bytes, count, contents);
  return bytes;
}

function appendSection(bytes: number[], id: number, contents: readonly number[]): void {
  bytes.push(id);
  appendVector(bytes, contents.length, contents);
}
