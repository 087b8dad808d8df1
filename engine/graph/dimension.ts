/**
 * Sizes of axes: a number, or a polynomial with integer coefficients over named symbols (`batch`, `4*batch + 1`).
 *
 * A symbol stands for a size that is not known before a run (a `null` in a placeholder's shape). Two dimensions with the
 * same normal form are equal whatever the symbols stand for; this is what plain "unknown" cannot say.
 */

export type Dim = number | SymbolicDim;

/** A product of symbols with its coefficient; symbols sorted, repeated for powers. */
interface Term {
  readonly coefficient: number;
  readonly symbols: readonly string[];
}

export class SymbolicDim {
  /** In normal form: sorted by monomial, no zero coefficients, at least one term with a symbol. */
  readonly terms: readonly Term[];
  #key: string | undefined;

  constructor(terms: readonly Term[]) {
    this.terms = terms;
  }

  /** The normal form as text; equal dimensions have equal keys. */
  get key(): string {
    this.#key ??= this.terms.map(formatTerm).join(' + ').replaceAll('+ -', '- ');
    return this.#key;
  }

  toString(): string {
    return this.key;
  }
}

/** The size that `name` stands for. Names are unique in a graph; equal names are equal sizes. */
export function symbol(name: string): SymbolicDim {
  return new SymbolicDim([{ coefficient: 1, symbols: [name] }]);
}

export function isKnown(dim: Dim): dim is number {
  return typeof dim === 'number';
}

/** True only if the two are equal for every value of the symbols. */
export function dimsEqual(a: Dim, b: Dim): boolean {
  return a === b || (!isKnown(a) && !isKnown(b) && a.key === b.key);
}

/** False only if the two differ for every value of the symbols. */
export function dimsMayBeEqual(a: Dim, b: Dim): boolean {
  if (isKnown(a)) return isKnown(b) ? a === b : mayBe(b, a);
  if (isKnown(b)) return mayBe(a, b);
  const difference = a === b ? 0 : subtractDims(a, b);
  return isKnown(difference) ? difference === 0 : mayBe(difference, 0);
}

/** Whether a polynomial can have the value, as far as divisors and signs tell. */
function mayBe({ terms }: SymbolicDim, value: number): boolean {
  let constant = -value;
  let divisor = 0;
  let [positive, negative] = [false, false];
  for (const { coefficient, symbols } of terms) {
    if (symbols.length === 0) {
      constant += coefficient;
      continue;
    }
    divisor = gcdOf(divisor, coefficient);
    if (coefficient > 0) positive = true;
    else negative = true;
  }
  if (constant % divisor !== 0) return false;
  // Sizes are not negative: a sum of terms of one sign cannot vanish beside a constant of the same sign.
  return constant === 0 || (constant > 0 ? negative : positive);
}

export function addDims(a: Dim, b: Dim): Dim {
  if (isKnown(a) && isKnown(b)) return a + b;
  if (a === 0) return b;
  if (b === 0) return a;
  return normalize([...termsOf(a), ...termsOf(b)]);
}

export function subtractDims(a: Dim, b: Dim): Dim {
  return addDims(a, multiplyDims(b, -1));
}

export function multiplyDims(a: Dim, b: Dim): Dim {
  if (isKnown(a)) return isKnown(b) ? a * b : scaled(b, a);
  if (isKnown(b)) return scaled(a, b);
  const products: Term[] = [];
  for (const x of a.terms) {
    for (const y of b.terms) {
      products.push({ coefficient: x.coefficient * y.coefficient, symbols: [...x.symbols, ...y.symbols].sort() });
    }
  }
  return normalize(products);
}

function scaled(dim: SymbolicDim, factor: number): Dim {
  if (factor === 0) return 0;
  if (factor === 1) return dim;
  return new SymbolicDim(dim.terms.map(({ coefficient, symbols }) => ({ coefficient: coefficient * factor, symbols })));
}

/** ⌊a / divisor⌋: exact where every coefficient divides, else a symbol named after the quotient itself. */
export function floorDivideDim(a: Dim, divisor: Dim): Dim {
  if (isKnown(a) && isKnown(divisor)) return Math.floor(a / divisor);
  const exact = divideExactly(a, divisor);
  return exact ?? symbol(`floor((${a}) / ${isKnown(divisor) ? divisor : `(${divisor})`})`);
}

/** a / b where that is a polynomial for every value of the symbols, else undefined. */
export function divideExactly(a: Dim, b: Dim): Dim | undefined {
  if (isKnown(b)) {
    if (b === 0) return undefined;
    const terms = termsOf(a);
    if (terms.some((term) => term.coefficient % b !== 0)) return undefined;
    return normalize(terms.map((term) => ({ ...term, coefficient: term.coefficient / b })));
  }
  // A single monomial divides when its symbols are in every term.
  const divisors = termsOf(b);
  if (divisors.length !== 1) return dimsEqual(a, b) ? 1 : undefined;
  const [divisor] = divisors;
  const quotient: Term[] = [];
  for (const term of termsOf(a)) {
    const rest = [...term.symbols];
    for (const name of divisor.symbols) {
      const at = rest.indexOf(name);
      if (at < 0) return undefined;
      rest.splice(at, 1);
    }
    if (term.coefficient % divisor.coefficient !== 0) return undefined;
    quotient.push({ coefficient: term.coefficient / divisor.coefficient, symbols: rest });
  }
  return normalize(quotient);
}

function termsOf(dim: Dim): readonly Term[] {
  return isKnown(dim) ? (dim === 0 ? [] : [{ coefficient: dim, symbols: [] }]) : dim.terms;
}

function normalize(terms: readonly Term[]): Dim {
  const sums = new Map<string, Term>();
  for (const term of terms) {
    const monomial = term.symbols.join('*');
    const coefficient = (sums.get(monomial)?.coefficient ?? 0) + term.coefficient;
    sums.set(monomial, { coefficient, symbols: term.symbols });
  }
  const kept = [...sums].filter(([, term]) => term.coefficient !== 0);
  if (kept.length === 0) return 0;
  if (kept.length === 1 && kept[0][1].symbols.length === 0) return kept[0][1].coefficient;
  // Higher powers first, the constant last.
  kept.sort(([a, x], [b, y]) => y.symbols.length - x.symbols.length || (a < b ? -1 : a > b ? 1 : 0));
  return new SymbolicDim(kept.map(([, term]) => term));
}

function formatTerm({ coefficient, symbols }: Term): string {
  if (symbols.length === 0) return String(coefficient);
  const product = symbols.join('*');
  if (coefficient === 1) return product;
  return coefficient === -1 ? `-${product}` : `${coefficient}*${product}`;
}

function gcdOf(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
