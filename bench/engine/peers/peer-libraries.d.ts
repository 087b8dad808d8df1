// As much of the peers' types as is used here: their packages are installed on demand, and types must check without them.

declare module '@tensorflow/tfjs' {
  export interface Tensor {
    readonly shape: number[];
    dataSync(): Float32Array;
    dispose(): void;
  }
  export interface Optimizer {
    minimize(loss: () => Tensor, returnCost?: boolean): Tensor | null;
  }
  export const version_core: string;
  export function tensor(values: Float32Array, shape: readonly number[]): Tensor;
  export function scalar(value: number): Tensor;
  export function variable(initial: Tensor): Tensor;
  export function matMul(a: Tensor, b: Tensor): Tensor;
  export function conv2d(x: Tensor, filter: Tensor, strides: number, pad: 'same'): Tensor;
  export function maxPool(x: Tensor, size: number, strides: number, pad: 'same'): Tensor;
  export function dropout(x: Tensor, rate: number): Tensor;
  export function transpose(x: Tensor): Tensor;
  export function reshape(x: Tensor, shape: readonly number[]): Tensor;
  export function cast(x: Tensor, dtype: string): Tensor;
  export function argMax(x: Tensor, axis: number): Tensor;
  export function relu(x: Tensor): Tensor;
  export function softmax(x: Tensor): Tensor;
  export function tanh(x: Tensor): Tensor;
  export function sqrt(x: Tensor): Tensor;
  export function sum(x: Tensor): Tensor;
  export function mean(x: Tensor): Tensor;
  export function add(a: Tensor, b: Tensor | number): Tensor;
  export function sub(a: Tensor, b: Tensor | number): Tensor;
  export function mul(a: Tensor, b: Tensor | number): Tensor;
  export function div(a: Tensor, b: Tensor | number): Tensor;
  export function equal(a: Tensor, b: Tensor | number): Tensor;
  export function moments(x: Tensor, axis: number, keepDims: boolean): { mean: Tensor; variance: Tensor };
  export function tidy<T>(body: () => T): T;
  export function setBackend(name: string): Promise<boolean>;
  export function ready(): Promise<void>;
  export function env(): { set(flag: string, value: boolean | number): void };
  export const losses: {
    softmaxCrossEntropy(
      labels: Tensor,
      logits: Tensor,
      weights?: undefined,
      smoothing?: number,
      reduction?: number,
    ): Tensor;
  };
  export const Reduction: { readonly NONE: number; readonly MEAN: number; readonly SUM: number };
  export const train: { adam(rate: number, beta1: number, beta2: number, epsilon: number): Optimizer };
}

declare module '@tensorflow/tfjs-backend-wasm' {
  export function setThreadsCount(count: number): void;
  export function getThreadsCount(): number;
}

declare module '@jax-js/jax' {
  export interface Array {
    readonly shape: number[];
    readonly ref: Array;
    add(other: Array | number): Array;
    sub(other: Array | number): Array;
    mul(other: Array | number): Array;
    div(other: Array | number): Array;
    reshape(shape: number[]): Array;
    transpose(order: number[]): Array;
    slice(index: number): Array;
    astype(dtype: string): Array;
    data(): Promise<Float32Array<ArrayBuffer>>;
    dataSync(): Float32Array<ArrayBuffer>;
    dispose(): void;
  }
  type Unary = (x: Array) => Array;
  type Binary = (a: Array, b: Array) => Array;
  type Reduction = (x: Array, axis?: number | number[], options?: { readonly keepdims?: boolean }) => Array;
  export const numpy: {
    readonly float32: string;
    array(values: Float32Array<ArrayBuffer> | number, options?: { readonly shape?: number[] }): Array;
    zeros(shape: number[]): Array;
    where(condition: Array, a: Array | number, b: Array | number): Array;
    argmax(x: Array, axis: number): Array;
    readonly matmul: Binary;
    readonly equal: Binary;
    readonly tanh: Unary;
    readonly sqrt: Unary;
    readonly square: Unary;
    readonly transpose: Unary;
    readonly sum: Reduction;
    readonly mean: Reduction;
    readonly max: Reduction;
  };
  export const nn: { readonly relu: Unary; readonly softmax: Unary; readonly logSoftmax: Unary };
  export const lax: { conv(x: Array, filter: Array, strides: number[], padding: 'SAME'): Array };
  export const random: {
    key(seed: number): Array;
    split(key: Array, count: number): Array;
    bernoulli(key: Array, probability: Array, shape: number[]): Array;
  };
  export function init(device: string): Promise<string[]>;
  export function defaultDevice(device: string): string;
  export function blockUntilReady<T>(arrays: T): Promise<T>;
  export function jit<A extends unknown[], R>(body: (...args: A) => R): (...args: A) => R;
  export function valueAndGrad<P, A extends unknown[]>(
    body: (parameters: P, ...args: A) => Array,
  ): (parameters: P, ...args: A) => [Array, P];
}

declare module 'onnxruntime-common' {
  export interface SessionOptions {
    readonly intraOpNumThreads?: number;
    readonly interOpNumThreads?: number;
  }
  type Tensors = Readonly<Record<string, Tensor>>;
  export interface InferenceSession {
    run(feeds: Tensors, fetches?: Tensors | readonly string[]): Promise<Tensors>;
  }
  export const InferenceSession: { create(model: Uint8Array, options: SessionOptions): Promise<InferenceSession> };
  export class Tensor {
    constructor(dtype: 'float32', elements: Float32Array, shape: readonly number[]);
    readonly data: ArrayLike<number>;
  }
  export const env: {
    readonly wasm: { numThreads: number };
    readonly versions: Readonly<Record<string, string>>;
  };
}

declare module 'onnxruntime-web' {
  export * from 'onnxruntime-common';
}
