/** The public API under test, taken by name: the fixtures say which function to call. */

import { existsSync } from 'node:fs';

// biome-ignore lint/suspicious/noExplicitAny: names come from fixtures, so no static type can describe the calls.
export type Api = any;

const entry = new URL('../../engine/index.ts', import.meta.url);

/** Why there is nothing to run, or undefined. */
export const missing = existsSync(entry) ? undefined : 'engine/index.ts does not exist yet: nothing to compare';
if (missing) console.warn(missing);

export const tf: Api = missing ? undefined : await import(entry.href);

/** `nn.conv2d` → tf.nn.conv2d, or undefined. */
export function findFunction(path: string): ((...args: unknown[]) => unknown) | undefined {
  return path.split('.').reduce((value: Api, key) => value?.[key], tf);
}
