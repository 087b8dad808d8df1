/** What each message of a run changes in its record. Pure: plain data in, plain data out. */

import { dirname } from 'node:path';
import type { ChildMessage, EndReason, FaultMessage } from '../../engine/runner/protocol.ts';
import { maxCheckpoints, maxScalars, type RunChange, type RunRecord, type RunRecordState } from '../runs/run-record.ts';

const maxEventFiles = 50;
const longestFault = 500;

/** The change that a message makes, or undefined where it makes none. */
export function recordChange(record: RunRecord, message: ChildMessage, now: number): RunChange | undefined {
  switch (message.type) {
    case 'started':
      return { ...(record.state === 'starting' && { state: 'running' }), pid: message.pid, device: message.device };
    case 'progress': {
      const { step, total, stepsPerSecond, etaSeconds } = message;
      return { step, total, stepsPerSecond, etaSeconds };
    }
    case 'scalars':
      return { scalars: withPoints(record.scalars, message.points) };
    case 'eventFile':
      return {
        eventFiles: withNewest(record.eventFiles, message.path, maxEventFiles),
        // Where the file itself says where its events go, its first event file tells.
        ...(record.eventFiles.length === 0 && { logFolder: dirname(message.path) }),
      };
    case 'checkpoint':
      return { checkpoints: withNewest(record.checkpoints, message.prefix, maxCheckpoints) };
    case 'stopping':
      return { state: 'stopping' };
    case 'fault':
      return { fault: faultSentence(message) };
    case 'done':
      return {
        state: endState(message.reason, message.exitCode),
        endedAt: now,
        exitCode: message.exitCode,
        etaSeconds: null,
        ...(record.fault === null && { fault: endSentence(message.reason, message.exitCode) }),
      };
    case 'log':
    case 'graph':
    case 'pbtxt':
    case 'plans':
    case 'inspector':
      return undefined;
    default:
      return message satisfies never;
  }
}

export function endState(reason: EndReason, exitCode: number): RunRecordState {
  switch (reason) {
    case 'killed':
    case 'failed':
      return reason;
    case 'stuck':
      return 'failed';
    case 'stopped':
    case 'completed':
      return exitCode === 0 ? reason : 'failed';
    case 'exited':
      return exitCode === 0 ? 'completed' : 'failed';
    default:
      return reason satisfies never;
  }
}

/** What there is to say of an end that no fault explains; null where nothing is amiss. */
export function endSentence(reason: EndReason, exitCode: number): string | null {
  // 130: we were asked to.
  if (reason === 'killed') {
    return exitCode === 130 ? null : 'Its process was killed from outside; the system may be short of memory.';
  }
  if (exitCode === 0) return null;
  return reason === 'exited' ? `The file called process.exit(${exitCode}).` : `It ended with exit code ${exitCode}.`;
}

/** The fault in one line: its class and the first line of its message. */
export function faultSentence({ name, message }: FaultMessage): string {
  const [first = ''] = message.split('\n');
  const text = first === '' ? name : `${name}: ${first}`;
  return text.length <= longestFault ? text : `${text.slice(0, longestFault)}…`;
}

function withPoints(
  scalars: RunRecord['scalars'],
  points: readonly { readonly tag: string; readonly step: number; readonly value: number | string }[],
): RunRecord['scalars'] {
  const next = new Map(Object.entries(scalars));
  for (const { tag, step, value } of points) {
    if (next.size < maxScalars || next.has(tag)) next.set(tag, { step, value });
  }
  return Object.fromEntries(next);
}

function withNewest(list: readonly string[], item: string, most: number): readonly string[] {
  return [...list.filter((each) => each !== item), item].slice(-most);
}
