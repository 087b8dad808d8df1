/**
 * The part of the global `WebAssembly` that is used here, typed: Node's own types leave it to a browser's. Undefined where
 * the process was started without it (`--jitless`).
 */

/** 64-bit memories count pages in bigints. */
type Pages = number | bigint;

export interface Memory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: Pages): Pages;
}
export type Module = object & { readonly __wasmModule: never };
export type Exports = Record<string, (...args: (number | bigint)[]) => void>;

interface WebAssemblyApi {
  readonly Memory: new (descriptor: {
    readonly initial: Pages;
    readonly maximum: Pages;
    readonly shared: true;
    readonly address: 'i32' | 'i64';
  }) => Memory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  readonly Instance: new (
    module: Module,
    imports: { readonly env: { readonly memory: Memory } },
  ) => { readonly exports: Exports };
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>;
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

export const webAssembly = (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
