/** What the user set for histograms and distributions. Read back without trust. Pure. */

import { isRecord, oneOf } from '../shell/saved-state.ts';
import type { RidgeMode } from './ridge.ts';
import { type TimeAxis, timeAxes } from './time-axis.ts';

export const ridgeModes = ['offset', 'overlay'] as const satisfies readonly RidgeMode[];

export interface HistogramSettings {
  readonly mode: RidgeMode;
  readonly axis: TimeAxis;
}

export function readHistogramSettings(saved: unknown): HistogramSettings {
  const from = isRecord(saved) ? saved : {};
  return { mode: oneOf(ridgeModes, from.mode), axis: oneOf(timeAxes, from.axis) };
}

/** Whether a card shows its numbers as a table. */
export function readTableState(saved: unknown): boolean {
  return isRecord(saved) && saved.table === true;
}
