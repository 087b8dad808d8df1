// Writes the event folder of the scale goals: runs that each hold one event a step with a value of every tag. One
// record is encoded a run and then patched in place for each step, so that 1.3 GB take seconds.

import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeEvent,
  eventFileName,
  maskedCrc32c,
  recordOverhead,
  versionEvent,
} from '../../../engine/formats/index.ts';

export interface EventFolderSize {
  readonly runs: number;
  readonly tags: number;
  readonly points: number;
}

const header = 12;
const batch = 4 << 20;
/** Steps begin here, so that each takes two bytes and every record is as long as the first. */
const firstStep = 128;

/** Returns the bytes written. */
export function writeEventFolder(folder: string, { runs, tags, points }: EventFolderSize): number {
  let bytes = 0;
  for (let run = 0; run < runs; run++) {
    const path = join(folder, `run-${String(run).padStart(2, '0')}`);
    mkdirSync(path, { recursive: true });
    bytes += writeRun(join(path, eventFileName(1_700_000_000 + run, 'machine')), run, tags, points);
  }
  return bytes;
}

/** `layer_H/metric_07`: ten groups. */
export const tagName = (tag: number): string =>
  `layer_${'ABCDEFGHIJ'[tag % 10]}/metric_${String(tag).padStart(2, '0')}`;

function writeRun(path: string, run: number, tags: number, points: number): number {
  const start = 1_700_000_000 + run;
  const file = openSync(path, 'w');
  const version = encodeEvent(versionEvent(start));
  writeSync(file, version);
  let bytes = version.length;

  const record = encodeEvent({
    wallTime: start,
    step: BigInt(firstStep),
    what: {
      case: 'summary',
      value: {
        value: Array.from({ length: tags }, (_, tag) => ({
          tag: tagName(tag),
          value: { case: 'simpleValue', value: marker(tag) },
        })),
      },
    },
  });
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const places = Array.from({ length: tags }, (_, tag) => placeOf(view, marker(tag)));
  const data = record.subarray(header, record.length - 4);

  const chunk = Buffer.alloc(Math.ceil(batch / record.length) * record.length);
  let filled = 0;
  for (let point = 0; point < points; point++) {
    const step = firstStep + point;
    view.setFloat64(header + 1, start + point, true);
    view.setUint8(header + 10, (step & 127) | 128);
    view.setUint8(header + 11, step >> 7);
    for (let tag = 0; tag < tags; tag++) {
      view.setFloat32(places[tag] as number, value(run, tag, point / points), true);
    }
    view.setUint32(record.length - 4, maskedCrc32c(data), true);
    chunk.set(record, filled);
    filled += record.length;
    if (filled === chunk.length || point === points - 1) {
      writeSync(file, chunk, 0, filled);
      bytes += filled;
      filled = 0;
    }
  }
  closeSync(file);
  return bytes;
}

/** Falls as a loss does, with a wave of its own and, once a run, a spike. */
function value(run: number, tag: number, part: number): number {
  const spike = part === 0.5 ? 5 : 0;
  return Math.exp(-part * (2 + tag / 20)) + 0.05 * Math.sin(part * 300 + run) + spike;
}

/** A number that is found again in the encoded record. */
const marker = (tag: number): number => Math.fround(-12345.678 - tag);

function placeOf(view: DataView, number: number): number {
  for (let place = header; place < view.byteLength - recordOverhead + header - 3; place++) {
    if (view.getFloat32(place, true) === number) return place;
  }
  throw new Error('The marked value is not in the record.');
}
