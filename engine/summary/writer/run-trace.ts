/** The trace of a run as the message that TensorBoard colours its graph by. */

import {
  create,
  encodeMessage,
  type MessageInitShape,
  type NodeExecStatsSchema,
  type RunMetadata as RunMetadataMessage,
  RunMetadataSchema,
} from '../../formats/index.ts';
import { InvalidArgumentError } from '../../graph/index.ts';
import type { NodeStats, RunMetadata } from '../../session/index.ts';

/** A session's trace, a RunMetadata message, or its bytes. */
export type RunMetadataLike = RunMetadata | RunMetadataMessage | Uint8Array;

/** @throws InvalidArgumentError for anything else. */
export function encodeRunMetadata(value: RunMetadataLike): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if ((value as RunMetadataMessage | null)?.$typeName === RunMetadataSchema.typeName) {
    return encodeMessage(RunMetadataSchema, value as RunMetadataMessage);
  }
  const devices = (value as RunMetadata | null)?.devices;
  if (!Array.isArray(devices)) {
    throw new InvalidArgumentError(
      'addRunMetadata takes the tf.RunMetadata that was passed to a run with { traceLevel: FULL_TRACE }.',
    );
  }
  return encodeMessage(
    RunMetadataSchema,
    create(RunMetadataSchema, {
      stepStats: { devStats: devices.map(({ device, nodes }) => ({ device, nodeStats: nodes.map(statsOf) })) },
    }),
  );
}

function statsOf(node: NodeStats): MessageInitShape<typeof NodeExecStatsSchema> {
  const start = BigInt(Math.round(node.startMicros));
  // At least one microsecond: readers take zero for a node that did not run.
  const duration = BigInt(Math.max(1, Math.round(node.durationMicros)));
  const bytes = BigInt(Math.round(node.bytesWritten));
  return {
    nodeName: node.nodeName,
    timelineLabel: node.timelineLabel,
    allStartMicros: start,
    scheduledMicros: start,
    opEndRelMicros: duration,
    allEndRelMicros: duration,
    memory: [{ allocatorName: 'arena', totalBytes: bytes, peakBytes: bytes }],
  };
}
