/** Whole numbers and lists of them as a program may write them: plainly, or by way of what it has in scope. */

import type { Random } from './random.ts';

interface Named {
  readonly expression: string;
  readonly value: number;
}

export class NumberWriter {
  readonly #random: Random;
  readonly #fresh: (prefix: string) => string;
  readonly #named: Named[] = [];
  readonly #lists: { readonly expression: string; readonly values: readonly number[] }[] = [];

  constructor(random: Random, fresh: (prefix: string) => string) {
    this.#random = random;
    this.#fresh = fresh;
  }

  mark(): readonly [number, number] {
    return [this.#named.length, this.#lists.length];
  }
  reset([named, lists]: readonly [number, number]): void {
    this.#named.length = named;
    this.#lists.length = lists;
  }

  know(expression: string, value: number): void {
    this.#named.push({ expression, value });
  }

  /** Lines that declare constants, to be referred to from then on. */
  declarations(): string[] {
    const r = this.#random;
    const [a, b, c, d] = [r.between(2, 6), r.between(2, 5), r.between(1, 4), r.between(2, 4)];
    const [single, list, config] = ['n', 'sizes', 'config'].map((prefix) => this.#fresh(prefix));
    this.know(single, a);
    for (const [i, value] of [b, c, d].entries()) this.know(`${list}[${i}]`, value);
    this.know(`${list}.length`, 3);
    this.#lists.push({ expression: list, values: [b, c, d] });
    this.know(`${config}.hidden`, d);
    this.know(`${config}.layers[1].units`, b);
    this.know(`${config}.scale(${c})`, 2 * c);
    return r.shuffled([
      `const ${single} = ${a};`,
      `const ${list} = [${b}, ${c}, ${d}];`,
      `const ${config} = { hidden: ${d}, layers: [{ units: ${a} }, { units: ${b} }], scale: (by${r.chance(0.5) ? '' : ' = 1'}) => 2 * by };`,
    ]);
  }

  int(value: number): string {
    return this.#int(value, 2);
  }

  #int(value: number, depth: number): string {
    const r = this.#random;
    const named = this.#named.filter((each) => each.value === value);
    if (named.length > 0 && r.chance(0.4)) return r.of(named).expression;
    if (depth === 0 || r.chance(0.65)) return String(value);
    const inner = (n: number) => this.#int(n, depth - 1);
    const part = r.between(0, 3);
    const ways: (() => string | undefined)[] = [
      () => `(${inner(value - part)} + ${inner(part)})`,
      () => `(${inner(value + part)} - ${inner(part)})`,
      () => (value > 2 && value % 2 === 0 ? `${inner(value / 2)} * 2` : undefined),
      () => `Math.max(${inner(value)}, ${value - part})`,
      () => `Math.min(${value + part}, ${inner(value)})`,
      () => `Math.floor(${2 * value + (value < 0 ? 0 : 1)} / 2)`,
      () => `Number('${value}')`,
      () => `parseInt(\`${value}\`, 10)`,
      () => `[${inner(value)}, ${part}][0]`,
      () => (value >= 0 && value < 6 ? `'${'abcdef'.slice(0, value)}'.length` : undefined),
      () => `(${inner(value)} ?? ${part})`,
      () => `(${r.chance(0.5) ? `true ? ${inner(value)} : ${part}` : `${part} > 9 ? ${part} : ${inner(value)}`})`,
      () => `((k) => k + ${part})(${inner(value - part)})`,
      () => `(${inner(value)} | 0)`,
      () => `[${part}, ${value - part}].reduce((sum, each) => sum + each, 0)`,
      () => `{ v: ${inner(value)} }.v`,
      () => (value > 0 ? `${2 * value} >> 1` : undefined),
      () => `Object.values({ a: ${inner(value)} })[0]`,
      () => `new Map([['k', ${inner(value)}]]).get('k')`,
      () => `JSON.parse('[${value}]')[0]`,
    ];
    const written = r.of(ways)();
    // A binary operator may stand anywhere a number may, in brackets.
    return written === undefined ? String(value) : / [*|>]/.test(written) ? `(${written})` : written;
  }

  /** A list literal, or something that gives the same. */
  ints(values: readonly (number | string)[]): string {
    const r = this.#random;
    const items = values.map((value) => (typeof value === 'number' ? this.int(value) : value));
    const plain = `[${items.join(', ')}]`;
    const numbers = values.every((value) => typeof value === 'number') ? (values as readonly number[]) : undefined;
    const list = numbers && this.#lists.find((each) => each.values.join() === numbers.join());
    if (list && r.chance(0.7)) return r.of([list.expression, `[...${list.expression}]`, `${list.expression}.slice()`]);
    if (!numbers || r.chance(0.7)) return plain;
    const cut = r.below(numbers.length + 1);
    return r.of([
      `[...[${items.slice(0, cut).join(', ')}], ${items.slice(cut).join(', ')}]`,
      `[${items.slice(0, cut).join(', ')}].concat([${items.slice(cut).join(', ')}])`,
      `[${numbers.map((n) => n - 1).join(', ')}].map((each) => each + 1)`,
      `[${[...numbers, 9].join(', ')}].slice(0, ${numbers.length})`,
      `[${[...numbers].reverse().join(', ')}].reverse()`,
      numbers.length > 0 && numbers.every((n) => n === numbers[0])
        ? `Array(${numbers.length}).fill(${items[0]})`
        : `Array.from([${items.join(', ')}])`,
      `[${items.join(', ')}].filter((each) => each > -9)`,
      `[${items.map((item) => `[${item}]`).join(', ')}].flat()`,
    ]);
  }
}
