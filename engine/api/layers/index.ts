/** `tf.layers`: functions that make a layer with its variables, and apply it; and the layers as classes. */

export type { Activation } from './activation.ts';
export * from './batch-normalization.ts';
export { Conv1D, Conv2D, type ConvolutionOptions, conv1d, conv2d } from './convolution.ts';
export * from './core.ts';
export * from './dense.ts';
export type { KernelOptions } from './kernel-options.ts';
export { type ApplyLayerOptions, Layer, type LayerOptions } from './layer.ts';
export * from './pooling.ts';
export * from './separable-convolution.ts';
export type { Training } from './training.ts';
export * from './transposed-convolution.ts';
export { Conv3D, conv3d } from './volume-convolution.ts';
export * from './volume-pooling.ts';
