/** The sizes that symbols turn out to stand for in a run, and what static shapes and values then say. */

import { type Dim, isKnown, type PartialValue, type TensorShape } from '../../engine/graph/index.ts';

export class SymbolSizes {
  readonly #sizes = new Map<string, number>();

  /** Takes from each axis that is a symbol alone what the symbol stands for. */
  learn(said: TensorShape, found: readonly number[]): void {
    said.dims?.forEach((dim, axis) => {
      if (isKnown(dim) || dim.terms.length !== 1) return;
      const [{ coefficient, symbols }] = dim.terms;
      if (coefficient === 1 && symbols.length === 1 && !this.#sizes.has(symbols[0]))
        this.#sizes.set(symbols[0], found[axis]);
    });
  }

  /** Why a tensor said to have one shape cannot have another, or undefined. */
  shapeFault(said: TensorShape, found: readonly number[]): string | undefined {
    if (!said.dims) return undefined;
    if (said.dims.length !== found.length) return `said to be ${said.toSymbolic()}, is [${found}]`;
    const axis = said.dims.findIndex((dim, i) => (this.#value(dim) ?? found[i]) !== found[i]);
    return axis < 0
      ? undefined
      : `said to be ${said.toSymbolic()}, is [${found}], where ${this.#given(said.dims[axis])}`;
  }

  /** Why elements said to be known cannot be those found, or undefined. */
  valueFault(said: PartialValue | undefined, found: ArrayLike<unknown>): string | undefined {
    if (!said) return undefined;
    if (said.length !== found.length) return `${said.length} elements are known of ${found.length}`;
    const wrong = said.findIndex((value, i) => {
      const expected = value === null ? undefined : this.#value(value);
      return expected !== undefined && !sameNumber(expected, Number(found[i]));
    });
    if (wrong < 0) return undefined;
    return `element ${wrong} is said to be ${said[wrong]}, is ${found[wrong]}, where ${this.#given(said[wrong]!)}`;
  }

  /** undefined where a symbol in it has not been seen alone. */
  #value(dim: Dim): number | undefined {
    if (isKnown(dim)) return dim;
    let sum = 0;
    for (const { coefficient, symbols } of dim.terms) {
      const sizes = symbols.map((name) => this.#sizeOf(name));
      if (sizes.includes(undefined)) return undefined;
      sum += (sizes as number[]).reduce((product, size) => product * size, coefficient);
    }
    return sum;
  }

  /** A quotient is computed from its own name, so that its meaning is checked, not only that it is the same everywhere. */
  #sizeOf(name: string): number | undefined {
    const quotient = /^floor\(\((.*)\) \/ (-?\d+)\)$/.exec(name);
    if (!quotient) return this.#sizes.get(name);
    const dividend = this.#sumOf(quotient[1]);
    return dividend === undefined ? this.#sizes.get(name) : Math.floor(dividend / Number(quotient[2]));
  }

  /** The value of a polynomial as dimensions are printed: terms with + and -, factors with *. */
  #sumOf(text: string): number | undefined {
    const terms = splitOutside(text.replaceAll(' - ', ' + -'), ' + ');
    const values = terms.map((term) => {
      const negative = term.startsWith('-');
      const factors = splitOutside(negative ? term.slice(1) : term, '*').map((factor) =>
        /^-?\d+$/.test(factor) ? Number(factor) : this.#sizeOf(factor),
      );
      return factors.includes(undefined)
        ? undefined
        : (factors as number[]).reduce((product, factor) => product * factor, negative ? -1 : 1);
    });
    return values.includes(undefined) ? undefined : (values as number[]).reduce((sum, value) => sum + value, 0);
  }

  #given(dim: Dim): string {
    const names = isKnown(dim) ? [] : [...new Set(dim.terms.flatMap(({ symbols }) => symbols))];
    return names.map((name) => `${name} = ${this.#sizeOf(name)}`).join(', ') || 'nothing is open';
  }
}

/** Of a constant, an element may be NaN. */
const sameNumber = (a: number, b: number) => a === b || (Number.isNaN(a) && Number.isNaN(b));

/** Splits at a separator outside parentheses. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')') depth--;
    if (depth === 0 && text.startsWith(separator, i)) {
      parts.push(text.slice(from, i));
      from = i + separator.length;
      i = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}
