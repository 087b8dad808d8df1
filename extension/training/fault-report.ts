/** A fault as what Problems and a notification show of it. Pure. */

import { basename } from 'node:path';
import type { FaultMessage, Place } from '../../engine/runner/protocol.ts';
import { faultSentence } from './record-changes.ts';

const longestMessage = 4000;

export interface FaultReport {
  /** One sentence or two for a notification. */
  readonly text: string;
  readonly place: Place | undefined;
  /** What Problems shows at `place`. */
  readonly problem: {
    readonly message: string;
    /** The error's class. */
    readonly code: string;
    readonly related: { readonly message: string; readonly place: Place } | undefined;
  };
}

export function faultReport(fault: FaultMessage): FaultReport {
  const { name, message, place, operation, hint } = fault;
  const at = place ? `${basename(place.file)}:${place.line}: ` : '';
  const made = operation?.place;
  const elsewhere = made !== undefined && !(made.file === place?.file && made.line === place.line);
  const whole = hint === undefined ? message : `${message}\n${hint}`;
  return {
    text: `${at}${faultSentence(fault)}${hint === undefined ? '' : ` ${hint}`}`,
    place,
    problem: {
      message: whole.length <= longestMessage ? whole : `${whole.slice(0, longestMessage)}…`,
      code: name,
      related:
        elsewhere && operation
          ? { message: `The operation '${operation.name}' (${operation.type}) was made here.`, place: made }
          : undefined,
    },
  };
}

/** An edit: the lines from `start` to `end` (from 0) became `lines` lines more than one. */
export interface LineEdit {
  readonly start: number;
  readonly end: number;
  readonly lines: number;
}

/** Where a line (from 0) is after an edit; undefined where the edit touched it. */
export function lineAfter(line: number, { start, end, lines }: LineEdit): number | undefined {
  if (line < start) return line;
  if (line > end) return line + lines - (end - start);
  return undefined;
}
