/** Draws from a stream of random integers, so that fast-check can shrink a whole graph. */
export class Choices {
  #at = 0;
  readonly #numbers: readonly number[];

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }
  below(limit: number): number {
    const at = this.#at++;
    const number = this.#numbers[at % this.#numbers.length];
    // Mixed, so that choices that follow each other do not go together.
    const mixed = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(at + 1, 0x85ebca6b);
    return (Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 8) % limit;
  }
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }
}
