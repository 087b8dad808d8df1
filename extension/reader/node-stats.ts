/** What a trace measured of each node. Pure. */

import type { NodeExecStats, RunMetadata } from '../../engine/formats/index.ts';
import { limits, type NodeStats } from '../../webview/protocol.ts';
import { boundedName } from './bounded-name.ts';

/**
 * One entry a node and device, in the order they began to run: a node that ran several times (in a loop) has the sum of
 * its times and the most of its bytes.
 */
export function nodeStats(trace: RunMetadata): NodeStats[] {
  const byNode = new Map<string, NodeStats>();
  for (const { device, nodeStats } of trace.stepStats?.devStats ?? []) {
    for (const stats of nodeStats) {
      // Kernels on a stream have the operation's type after the name.
      const name = boundedName(stats.nodeName.replace(/:.*$/s, ''));
      const key = `${device}\n${name}`;
      const before = byNode.get(key);
      const startMicros = Number(stats.allStartMicros);
      if (!before && byNode.size >= limits.nodes) continue;
      byNode.set(key, {
        name,
        device: boundedName(device),
        startMicros: Math.min(startMicros, before?.startMicros ?? startMicros),
        micros: durationOf(stats) + (before?.micros ?? 0),
        bytes: Math.max(bytesOf(stats), before?.bytes ?? 0),
      });
    }
  }
  return [...byNode.values()].sort((a, b) => a.startMicros - b.startMicros);
}

function durationOf({ allEndRelMicros, opEndRelMicros, allEndRelNanos }: NodeExecStats): number {
  const micros = Number(allEndRelMicros) || Number(opEndRelMicros) || Number(allEndRelNanos) / 1000;
  return Math.max(0, micros);
}

/** Of the outputs where the trace describes them, else what was asked of allocators. */
function bytesOf({ output, memory }: NodeExecStats): number {
  const outputs = output.reduce(
    (sum, { tensorDescription }) => sum + Number(tensorDescription?.allocationDescription?.requestedBytes ?? 0n),
    0,
  );
  if (outputs > 0) return outputs;
  return memory.reduce((sum, { totalBytes }) => sum + Math.max(0, Number(totalBytes)), 0);
}
