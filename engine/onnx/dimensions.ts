/** Names for sizes that are open, as an ONNX file has them: equal names are equal sizes. */

import { type Dim, isKnown, multiplyDims, type SymbolicDim, symbol, type Tensor } from '../graph/index.ts';

export class DimensionNames {
  readonly #names = new Map<string, string>();
  readonly #used = new Set<string>();

  /** Takes the sizes of an input: the first axis of the first that is open is the batch. */
  addInput(key: string, { shape }: Tensor): void {
    shape.dims?.forEach((dim, axis) => {
      if (isKnown(dim)) return;
      const wish = axis > 0 ? `${key}_dim${axis}` : this.#used.has('batch') ? `${key}_batch` : 'batch';
      this.#name(dim, wish);
    });
  }

  /** A number, a name, or a polynomial over names; `fallback` for what the inputs do not say. */
  nameOf(dim: Dim, fallback: string): number | string {
    if (isKnown(dim)) return dim;
    const known = this.#names.get(dim.key);
    if (known !== undefined) return known;
    const symbols = new Set(dim.terms.flatMap((term) => term.symbols));
    if (![...symbols].every((name) => this.#names.has(name))) return this.#name(dim, fallback);
    const renamed = dim.terms.map(({ coefficient, symbols: of }) => {
      const product = of.map((name) => symbol(this.#names.get(name)!)).reduce<Dim>(multiplyDims, coefficient);
      return String(product);
    });
    return renamed.join(' + ').replaceAll('+ -', '- ');
  }

  #name(dim: SymbolicDim, wish: string): string {
    const known = this.#names.get(dim.key);
    if (known !== undefined) return known;
    let name = wish;
    for (let i = 1; this.#used.has(name); i++) name = `${wish}_${i}`;
    this.#used.add(name);
    this.#names.set(dim.key, name);
    return name;
  }
}
