/** `tf.train`: what builds and saves a model, and the sessions that supervise its training. */

export * from './monitored/index.ts';
export * from './train/index.ts';
