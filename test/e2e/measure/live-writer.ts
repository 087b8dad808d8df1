// A process that writes a live run of 1,000 points a second, ten tags a step, until it is ended:
//
//   node live-writer.ts FOLDER

import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { encodeEvent, eventFileName, versionEvent } from '../../../engine/formats/index.ts';

const tags = 10;
const stepsASecond = 100;
const turnMilliseconds = 20;

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node live-writer.ts FOLDER');
mkdirSync(folder, { recursive: true });
const started = Date.now() / 1000;
const file = join(folder, eventFileName(started, 'machine'));
writeFileSync(file, encodeEvent(versionEvent(started)));

for (let step = 0; ; ) {
  const due = Math.floor((Date.now() / 1000 - started) * stepsASecond);
  const events: Uint8Array[] = [];
  for (; step <= due; step++) events.push(stepEvent(step));
  if (events.length > 0) appendFileSync(file, Buffer.concat(events));
  await setTimeout(turnMilliseconds);
}

function stepEvent(step: number): Uint8Array {
  const value = Array.from({ length: tags }, (_, tag) => ({
    tag: `live/metric_${tag}`,
    value: { case: 'simpleValue' as const, value: Math.sin(step / 50 + tag) },
  }));
  return encodeEvent({
    wallTime: started + step / stepsASecond,
    step: BigInt(step),
    what: { case: 'summary', value: { value } },
  });
}
