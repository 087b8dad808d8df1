/** The trace of a run: when each kernel ran, how long, on what, and which operations it covers. */

import type { KernelDescription, KernelTrace } from '../backends/index.ts';
import type { PreparedStage } from './plan-cache.ts';

export interface NodeStats {
  /** The last operation that the kernel covers: where its result appears in the graph. */
  readonly nodeName: string;
  /** What the kernel is, and all operations it covers. */
  readonly timelineLabel: string;
  readonly covers: readonly string[];
  /** Microseconds since the epoch. */
  readonly startMicros: number;
  readonly durationMicros: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** Filled by a run with `options: { traceLevel: FULL_TRACE }`; `FileWriter.addRunMetadata` writes it. */
export class RunMetadata {
  readonly devices: { readonly device: string; readonly nodes: NodeStats[] }[] = [];

  /** Kernel times summed, in microseconds. */
  get totalMicros(): number {
    return this.devices.flatMap(({ nodes }) => nodes).reduce((sum, { durationMicros }) => sum + durationMicros, 0);
  }
}

/** How a run is made. `new tf.RunOptions({ traceLevel: tf.RunOptions.FULL_TRACE })` asks for a trace. */
export class RunOptions {
  static readonly NO_TRACE = 0;
  static readonly SOFTWARE_TRACE = 1;
  static readonly HARDWARE_TRACE = 2;
  static readonly FULL_TRACE = 3;

  /** Default NO_TRACE; the levels between give what FULL_TRACE gives. */
  readonly traceLevel: number;

  constructor({ traceLevel = RunOptions.NO_TRACE }: { traceLevel?: number } = {}) {
    this.traceLevel = traceLevel;
  }
}

/** A tracer that adds what it is told to `metadata`. */
export function traceInto(metadata: RunMetadata, device: string): (prepared: PreparedStage) => KernelTrace {
  const nodes: NodeStats[] = [];
  metadata.devices.push({ device, nodes });
  return ({ executable }) => {
    const kernels = executable.describeKernels();
    return {
      record: (index, startMicros, durationMicros) => nodes.push(statsOf(kernels[index], startMicros, durationMicros)),
    };
  };
}

function statsOf(kernel: KernelDescription, startMicros: number, durationMicros: number): NodeStats {
  const { covers, label, bytesRead, bytesWritten } = kernel;
  return {
    nodeName: covers.at(-1) ?? label,
    timelineLabel: `${label} (${covers.join(', ')})`,
    covers,
    startMicros,
    durationMicros,
    bytesRead,
    bytesWritten,
  };
}
