/** Device strings: `/job:worker/replica:0/task:1/device:GPU:0`, in full or in part; merging, innermost wins. */

import { GraphError } from './errors.ts';

export interface DeviceSpec {
  readonly job?: string;
  readonly replica?: number;
  readonly task?: number;
  readonly deviceType?: string;
  /** undefined: any device of the type. */
  readonly deviceIndex?: number;
}

/** Reads `/job:j/replica:r/task:t/device:TYPE:i`, or the short `/cpu:0` and `/gpu:*`; '' is an empty spec. */
export function parseDevice(text: string): DeviceSpec {
  const spec: { -readonly [K in keyof DeviceSpec]: DeviceSpec[K] } = {};
  for (const part of text.split('/').filter(Boolean)) {
    const [key, first, second] = part.split(':');
    if (key === 'job' && first) spec.job = first;
    else if (key === 'replica' && isIndex(first)) spec.replica = Number(first);
    else if (key === 'task' && isIndex(first)) spec.task = Number(first);
    else if (key === 'device' && first) setDevice(first, second);
    else if (/^(cpu|gpu)$/i.test(key)) setDevice(key, first);
    else
      throw new GraphError(
        `Could not parse the device specification '${text}': '${part}' is no part of one. Write a device as in '/gpu:0' or '/device:CPU:0'.`,
      );
  }
  return spec;

  function setDevice(type: string, index: string | undefined): void {
    spec.deviceType = type.toUpperCase();
    if (index === undefined || index === '*') return;
    if (!isIndex(index)) throw new GraphError(`Could not parse the device index '${index}' in '${text}'.`);
    spec.deviceIndex = Number(index);
  }
}

/** `inner` over `outer`, field by field. A device type without an index drops the outer index. */
export function mergeDevices(outer: DeviceSpec, inner: DeviceSpec): DeviceSpec {
  const merged = { ...outer, ...inner };
  if (inner.deviceType !== undefined && inner.deviceIndex === undefined && inner.deviceType !== outer.deviceType) {
    const { deviceIndex: _, ...rest } = merged;
    return rest;
  }
  return merged;
}

/** Canonical text, as 1.15 writes it into graphs: `/device:GPU:0`. */
export function formatDevice(spec: DeviceSpec): string {
  let text = '';
  if (spec.job !== undefined) text += `/job:${spec.job}`;
  if (spec.replica !== undefined) text += `/replica:${spec.replica}`;
  if (spec.task !== undefined) text += `/task:${spec.task}`;
  if (spec.deviceType !== undefined) text += `/device:${spec.deviceType}:${spec.deviceIndex ?? '*'}`;
  return text;
}

function isIndex(text: string | undefined): text is string {
  return text !== undefined && /^\d+$/.test(text);
}
