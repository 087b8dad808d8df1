/** Draws from a stream of random integers, so that fast-check can shrink a whole graph. */
export class Choices {
  #at = 0;
  readonly #numbers: readonly number[];

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }
  below(limit: number): number {
    const number = this.#numbers[this.#at++ % this.#numbers.length];
    return Math.abs(number + this.#at) % limit;
  }
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }
}
