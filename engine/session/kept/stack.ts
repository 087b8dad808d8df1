/** A stack of tensors: what passes of a loop put on it, those of its gradient take off in turn. */

import { InvalidArgumentError, type NdArray } from '../../graph/index.ts';

export class Stack {
  readonly #name: string;
  readonly #maximum: number;
  readonly #items: NdArray[] = [];

  /** @param maximum - Negative: none. */
  constructor(name: string, maximum: number) {
    this.#name = name;
    this.#maximum = maximum;
  }

  push(item: NdArray): void {
    if (this.#maximum >= 0 && this.#items.length >= this.#maximum) {
      throw new InvalidArgumentError(`Stack[${this.#name}] overflowed its max_size (${this.#maximum})`);
    }
    this.#items.push(item);
  }
  pop(): NdArray {
    const item = this.#items.pop();
    if (item) return item;
    throw new InvalidArgumentError(`Stack[${this.#name}] is empty when calling Pop().`);
  }
  clear(): void {
    this.#items.length = 0;
  }
}
