/** Control inputs across the border of a loop: nothing outside can be waited for in every pass. */

import type { Operation } from '../../graph/index.ts';
import { type Context, chainOf, outputContext } from './context.ts';

/** Those within the innermost loop around, or all where there is none; and the others. */
export function internalControlInputs(
  context: Context,
  controls: readonly Operation[],
): { readonly internal: readonly Operation[]; readonly external: readonly Operation[] } {
  const loop = loopOf(context);
  if (!loop) return { internal: controls, external: [] };
  const isInternal = (op: Operation) => loopOf(outputContext(op)) === loop;
  return { internal: controls.filter(isInternal), external: controls.filter((op) => !isInternal(op)) };
}

/** The innermost loop that a context is, or lies in. */
export function loopOf(context: Context | null): Context | null {
  for (const each of chainOf(context)) if (each.isLoop) return each;
  return null;
}
