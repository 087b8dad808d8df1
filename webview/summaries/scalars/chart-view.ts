/** What part of the plane a chart shows, from its lines and settings, and what it cannot show. Pure. */

import type { NamedLine } from './chart-lines.ts';
import { padded, type Range, widened, withFixed, xExtent, yExtent } from './extent.ts';
import type { CardSettings, ScalarSettings } from './scalar-settings.ts';

export interface ChartView {
  readonly x: Range;
  readonly y: Range;
  readonly logX: boolean;
  readonly logY: boolean;
}

const nothing: Range = { min: 0, max: 1 };
const nothingLog: Range = { min: 0.1, max: 10 };

/** Times of day have no logarithmic axis. */
export function logAxes(
  settings: ScalarSettings,
  card: CardSettings,
): { readonly logX: boolean; readonly logY: boolean } {
  return {
    logX: (card.logX ?? settings.logX) && settings.axis !== 'wall',
    logY: card.logY ?? settings.logY,
  };
}

export function chartView(lines: readonly NamedLine[], settings: ScalarSettings, card: CardSettings): ChartView {
  const { logX, logY } = logAxes(settings, card);
  const zoom = usableZoom(card, settings, logX, logY);
  const dataX = widened(xExtent(lines, logX) ?? (logX ? nothingLog : nothing), logX);
  const x = zoom.x ?? withFixed(dataX, card.limits.x, logX);
  const dataY = yExtent(lines, {
    log: logY,
    ignoreOutliers: settings.ignoreOutliers,
    includeZero: card.includeZero,
    x: x === dataX ? null : x,
  });
  const y = zoom.y ?? withFixed(dataY ? padded(dataY, logY) : logY ? nothingLog : nothing, card.limits.y, logY);
  return { x, y, logX, logY };
}

function usableZoom({ zoom }: CardSettings, { axis }: ScalarSettings, logX: boolean, logY: boolean) {
  const onAxis = (range: Range | null, log: boolean) => (range && !(log && range.min <= 0) ? range : null);
  return {
    x: zoom && zoom.axis === axis ? onAxis(zoom.x, logX) : null,
    y: zoom ? onAxis(zoom.y, logY) : null,
  };
}

/** What is missing from the picture, in sentences. */
export function noticesOf(lines: readonly NamedLine[], { logX, logY }: ChartView): readonly string[] {
  const notices: string[] = [];
  const hiddenX = logX ? countBelow(lines, 'x') : 0;
  const hiddenY = logY ? countBelow(lines, 'y') : 0;
  const points = (count: number) => (count === 1 ? '1 point is' : `${count.toLocaleString('en')} points are`);
  if (hiddenX > 0) notices.push(`${points(hiddenX)} hidden: a logarithmic horizontal axis shows only what is above 0.`);
  if (hiddenY > 0) notices.push(`${points(hiddenY)} hidden: a logarithmic vertical axis shows only what is above 0.`);
  if (lines.some(({ series }) => series.thinned)) {
    notices.push('Long runs are thinned: of each stretch the first, last, highest and lowest points are kept.');
  }
  return notices;
}

function countBelow(lines: readonly NamedLine[], column: 'x' | 'y'): number {
  let count = 0;
  for (const line of lines) {
    for (const value of line[column]) {
      if (value <= 0) count += 1;
    }
  }
  return count;
}
