// The layers of a convolutional network in double precision, by plain loops: NHWC images, HWIO filters.

import type { Layer, Parameter } from './reference-training.ts';

/** 3×3, stride 1, zeros around the image, so that its size stays. */
export class Convolution implements Layer {
  readonly parameters: readonly Parameter[];
  readonly #size: number;
  readonly #from: number;
  readonly #to: number;
  #last = new Float64Array();

  constructor(size: number, filter: Parameter, biases: Parameter, filterShape: readonly number[]) {
    this.#size = size;
    [, , this.#from, this.#to] = filterShape;
    this.parameters = [filter, biases];
  }

  forward(input: Float64Array): Float64Array {
    this.#last = Float64Array.from(input);
    const [{ values: filter }, { values: biases }] = this.parameters;
    const [from, to] = [this.#from, this.#to];
    const output = new Float64Array((input.length / from) * to);
    for (let start = 0; start < output.length; start += to) output.set(biases, start);
    this.#eachTap(input.length, (pixel, source, tap) => {
      for (let i = 0; i < from; i++) {
        const factor = input[source * from + i];
        const row = (tap * from + i) * to;
        for (let o = 0; o < to; o++) output[pixel * to + o] += factor * filter[row + o];
      }
    });
    return output;
  }

  backward(gradient: Float64Array): Float64Array {
    const [filter, biases] = this.parameters;
    const [from, to] = [this.#from, this.#to];
    const back = new Float64Array(this.#last.length);
    filter.gradient.fill(0);
    biases.gradient.fill(0);
    for (let i = 0; i < gradient.length; i++) biases.gradient[i % to] += gradient[i];
    this.#eachTap(this.#last.length, (pixel, source, tap) => {
      for (let i = 0; i < from; i++) {
        const factor = this.#last[source * from + i];
        const row = (tap * from + i) * to;
        let sum = 0;
        for (let o = 0; o < to; o++) {
          const error = gradient[pixel * to + o];
          filter.gradient[row + o] += factor * error;
          sum += filter.values[row + o] * error;
        }
        back[source * from + i] += sum;
      }
    });
    return back;
  }

  /** Every pixel of the result, with each of the pixels that it reads and the place of that one in the filter. */
  #eachTap(inputLength: number, visit: (pixel: number, source: number, tap: number) => void): void {
    const size = this.#size;
    const images = inputLength / this.#from / size / size;
    for (let row = 0; row < images * size; row++) {
      for (let column = 0; column < size; column++) {
        for (let tap = 0; tap < 9; tap++) {
          const y = (row % size) + Math.floor(tap / 3) - 1;
          const x = column + (tap % 3) - 1;
          if (y < 0 || y >= size || x < 0 || x >= size) continue;
          const source = (row + Math.floor(tap / 3) - 1) * size + x;
          visit(row * size + column, source, tap);
        }
      }
    }
  }
}

/** 2×2 with stride 2. */
export class MaxPool implements Layer {
  readonly parameters = [];
  readonly #size: number;
  readonly #channels: number;
  #inputLength = 0;
  #winners = new Uint32Array();

  constructor(size: number, channels: number) {
    this.#size = size;
    this.#channels = channels;
  }

  forward(input: Float64Array): Float64Array {
    const [size, channels] = [this.#size, this.#channels];
    const half = size / 2;
    this.#inputLength = input.length;
    this.#winners = new Uint32Array(input.length / 4);
    return Float64Array.from(this.#winners, (_, index) => {
      const channel = index % channels;
      const column = Math.floor(index / channels) % half;
      const row = Math.floor(index / channels / half);
      let winner = -1;
      for (const [y, x] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ]) {
        const at = ((2 * row + y) * size + 2 * column + x) * channels + channel;
        if (winner < 0 || input[at] > input[winner]) winner = at;
      }
      this.#winners[index] = winner;
      return input[winner];
    });
  }

  backward(gradient: Float64Array): Float64Array {
    const back = new Float64Array(this.#inputLength);
    for (const [index, winner] of this.#winners.entries()) back[winner] += gradient[index];
    return back;
  }
}
