/** The state of an LSTM. */

import type { Tensor } from '../../graph/index.ts';

/** The state of an LSTM: a pair that also answers to names. */
export class LSTMStateTuple<T = Tensor> extends Array<T> {
  /** The memory. */
  readonly c: T;
  /** The output. */
  readonly h: T;

  constructor(c: T, h: T) {
    super(c, h);
    this.c = c;
    this.h = h;
  }
  /** What is made of it item by item is a plain list. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}
