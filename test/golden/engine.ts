/** The public API under test, taken by name: the fixtures say which function to call. */

import * as engine from '../../engine/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: names come from fixtures, so no static type can describe the calls.
export type Api = any;

export const tf: Api = engine;

/** `nn.conv2d` → tf.nn.conv2d, or undefined. */
export function findFunction(path: string): ((...args: unknown[]) => unknown) | undefined {
  return path.split('.').reduce((value: Api, key) => value?.[key], tf);
}
