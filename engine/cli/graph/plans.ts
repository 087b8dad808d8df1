/** Compiled plans as tables: kernels in order, what each covers, how much it moves and computes. */

import type { PlanDescription } from '../../graph/index.ts';
import { formatBytes, formatTable } from '../table.ts';

export function formatPlans(plans: readonly PlanDescription[]): string {
  if (plans.length === 0) return 'Nothing was run, so nothing was compiled.\n';
  return plans.map(formatPlan).join('\n');
}

function formatPlan({ fetches, arenaBytes, kernels }: PlanDescription): string {
  const what = fetches.length > 0 ? fetches.join(', ') : 'operations that give no value';
  const rows = kernels.map((kernel, index) => [
    String(index),
    kernel.label,
    formatBytes(kernel.bytesRead),
    formatBytes(kernel.bytesWritten),
    kernel.flops < 1e5 ? String(kernel.flops) : kernel.flops.toExponential(1).replace('+', ''),
    kernel.covers.join(' '),
  ]);
  const head = `${what}: ${kernels.length} kernel${kernels.length === 1 ? '' : 's'}, arena ${formatBytes(arenaBytes)}\n`;
  return head + formatTable(['#', 'kernel', 'reads', 'writes', 'flops', 'covers'], rows);
}
