/** Compiled plans as tables: kernels in order, what each covers, how much it moves and computes, and its shortest time. */

import type { PlanDescription } from '../../graph/index.ts';
import { formatBytes, formatTable } from '../table.ts';

/** How a kernel goes with the one above it. */
const joins = { chain: '↑', bundle: '+' } as const;

export function formatPlans(plans: readonly PlanDescription[]): string {
  if (plans.length === 0) return 'Nothing was run, so nothing was compiled.\n';
  return plans.map(formatPlan).join('\n');
}

function formatPlan({ fetches, arenaBytes, kernels }: PlanDescription): string {
  const what = fetches.length > 0 ? fetches.join(', ') : 'operations that give no value';
  const rows = kernels.map((kernel, index) => [
    String(index),
    kernel.label,
    kernel.joinsPrevious ? `${kernel.form} ${joins[kernel.joinsPrevious]}` : kernel.form,
    kernel.microseconds === undefined ? '' : formatMicroseconds(kernel.microseconds),
    formatBytes(kernel.bytesRead),
    formatBytes(kernel.bytesWritten),
    kernel.flops < 1e5 ? String(kernel.flops) : kernel.flops.toExponential(1).replace('+', ''),
    kernel.covers.join(' '),
  ]);
  const total = kernels.reduce((sum, { microseconds = 0 }) => sum + microseconds, 0);
  const time = total > 0 ? `, ${formatMicroseconds(total)}` : '';
  const count = `${kernels.length} kernel${kernels.length === 1 ? '' : 's'}`;
  const head = `${what}: ${count}, arena ${formatBytes(arenaBytes)}${time}\n`;
  return head + formatTable(['#', 'kernel', 'form', 'time', 'reads', 'writes', 'flops', 'covers'], rows);
}

function formatMicroseconds(micros: number): string {
  return micros >= 1000 ? `${(micros / 1000).toFixed(1)} ms` : `${micros.toFixed(1)} µs`;
}
