/**
 * Bundles: neighbouring kernels none of which uses what another one writes, as when an optimizer updates all variables. Such
 * kernels run as one job: threads take chunks of any of them, and meet once instead of after each.
 *
 * The compiler knows nothing of this: memory that it has values share is looked at here once more.
 */

import { type Kernel, type Plan, readsOf, writesOf } from '../../compiler/index.ts';
import { sizeOf } from '../../graph/index.ts';
import { type MemoryUse, overlaps, useOf } from './memory-use.ts';
import { bytesOf } from './store.ts';

export interface Bundle {
  readonly kind: 'bundle';
  /** Positions of its kernels in the plan: from `begin` to `end`, exclusive. */
  readonly begin: number;
  readonly end: number;
}

/** Points in all below which no thread would help. */
const WORTHWHILE = 2 ** 13;
/** Each kernel is compared with all before it. */
const MOST_KERNELS = 128;

/** The bundles of a plan, in order; they do not overlap, nor hold kernels that are `taken`. */
export function bundlesOf(plan: Plan, taken: (at: number) => boolean, worthwhile = WORTHWHILE): Bundle[] {
  const bundles: Bundle[] = [];
  for (let begin = 0; begin < plan.kernels.length; ) {
    const uses: MemoryUse[] = [];
    let points = 0;
    let end = begin;
    for (; end < plan.kernels.length && end - begin < MOST_KERNELS && !taken(end); end++) {
      const kernel = plan.kernels[end];
      const added = usesOf(plan, kernel);
      if (added === undefined || !areIndependent(uses, added)) break;
      uses.push(...added);
      points += pointsOf(kernel, plan);
    }
    if (end - begin > 1 && points >= worthwhile) bundles.push({ kind: 'bundle', begin, end });
    begin = Math.max(end, begin + 1);
  }
  return bundles;
}

/** `undefined`: it does not go into a bundle. Scalars are computed in less time than it takes to hand them over. */
function usesOf(plan: Plan, kernel: Kernel): MemoryUse[] | undefined {
  if (kernel.kind !== 'elementwise' && kernel.kind !== 'reduce' && kernel.kind !== 'assign') return undefined;
  if (pointsOf(kernel, plan) < 2) return undefined;
  const found: MemoryUse[] = [];
  const add = (value: number, isWrite: boolean): boolean => {
    const place = plan.places[value];
    if (place?.kind === 'constant') return true;
    const { dtype, shape } = plan.values[value];
    const use = useOf(place, bytesOf(dtype, shape), isWrite);
    if (use !== undefined) found.push(use);
    return use !== undefined;
  };
  const known =
    readsOf(kernel).every((value) => add(value, false)) && writesOf(kernel).every((value) => add(value, true));
  return known ? found : undefined;
}

function pointsOf(kernel: Kernel, { values }: Plan): number {
  if (kernel.kind === 'elementwise' || kernel.kind === 'reduce') return sizeOf(kernel.space);
  return kernel.kind === 'assign' ? sizeOf(values[kernel.value].shape) : 0;
}

function areIndependent(uses: readonly MemoryUse[], added: readonly MemoryUse[]): boolean {
  return added.every((a) => uses.every((b) => !overlaps(a, b) || (!a.isWrite && !b.isWrite)));
}
