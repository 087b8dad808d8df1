/** What the user set for all scalar charts, and for one of them. Read back without trust. Pure. */

import { finite, isRecord, oneOf } from '../shell/saved-state.ts';
import type { FixedRange, Range } from './extent.ts';
import { type XAxis, xAxes } from './lines.ts';
import { clampSmoothing, defaultSmoothing } from './smoothing.ts';
import { type TooltipSort, tooltipSorts } from './tooltip-rows.ts';
import type { StepSelection } from './value-rows.ts';

export interface ScalarSettings {
  readonly smoothing: number;
  readonly axis: XAxis;
  readonly logX: boolean;
  readonly logY: boolean;
  readonly ignoreOutliers: boolean;
  readonly sort: TooltipSort;
  /** Whether each chart has its values listed below it. */
  readonly values: boolean;
  /** Of each chart, in CSS pixels. */
  readonly height: number;
  readonly selection: StepSelection | null;
}

export const leastHeight = 100;
export const mostHeight = 900;

export const defaultSettings: ScalarSettings = {
  smoothing: defaultSmoothing,
  axis: 'step',
  logX: false,
  logY: false,
  ignoreOutliers: true,
  sort: 'default',
  values: true,
  height: 210,
  selection: null,
};

/** What differs in one chart; null follows all charts or the data. */
export interface CardSettings {
  readonly logX: boolean | null;
  readonly logY: boolean | null;
  readonly includeZero: boolean;
  readonly limits: { readonly x: FixedRange; readonly y: FixedRange };
  /** What the user zoomed to, on the axis named; other axes have other numbers. */
  readonly zoom: { readonly axis: XAxis; readonly x: Range | null; readonly y: Range | null } | null;
  readonly height: number | null;
  /** Its points as a table instead of the chart. */
  readonly table: boolean;
}

const free: FixedRange = { min: null, max: null };

export const defaultCard: CardSettings = {
  logX: null,
  logY: null,
  includeZero: false,
  limits: { x: free, y: free },
  zoom: null,
  height: null,
  table: false,
};

export function readSettings(saved: unknown): ScalarSettings {
  if (!isRecord(saved)) return defaultSettings;
  return {
    smoothing: clampSmoothing(finite(saved.smoothing, defaultSettings.smoothing)),
    axis: oneOf(xAxes, saved.axis),
    logX: saved.logX === true,
    logY: saved.logY === true,
    ignoreOutliers: saved.ignoreOutliers !== false,
    sort: oneOf(tooltipSorts, saved.sort),
    values: saved.values !== false,
    height: clampHeight(finite(saved.height, defaultSettings.height)),
    selection: readSelection(saved.selection),
  };
}

export function readCard(saved: unknown): CardSettings {
  if (!isRecord(saved)) return defaultCard;
  const limits = isRecord(saved.limits) ? saved.limits : {};
  const zoom = isRecord(saved.zoom) ? saved.zoom : undefined;
  return {
    logX: choice(saved.logX),
    logY: choice(saved.logY),
    includeZero: saved.includeZero === true,
    limits: { x: readFixed(limits.x), y: readFixed(limits.y) },
    zoom: zoom ? { axis: oneOf(xAxes, zoom.axis), x: readRange(zoom.x), y: readRange(zoom.y) } : null,
    height: saved.height === null || saved.height === undefined ? null : clampHeight(finite(saved.height, 0)),
    table: saved.table === true,
  };
}

export function clampHeight(height: number): number {
  return Math.min(Math.max(height, leastHeight), mostHeight);
}

const choice = (value: unknown) => (typeof value === 'boolean' ? value : null);
const numberOrNull = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

function readFixed(value: unknown): FixedRange {
  return isRecord(value) ? { min: numberOrNull(value.min), max: numberOrNull(value.max) } : free;
}

function readRange(value: unknown): Range | null {
  const { min, max } = readFixed(value);
  return min !== null && max !== null && min < max ? { min, max } : null;
}

function readSelection(value: unknown): StepSelection | null {
  if (!isRecord(value)) return null;
  const start = numberOrNull(value.start);
  return start === null ? null : { start, end: numberOrNull(value.end) };
}
