/** The tabs Histograms and Distributions: two drawings of the same series, one card a run and tag. */

import { element } from '../../dom.ts';
import { choice } from '../controls/form.ts';
import type { DashboardContext, DashboardView, ViewFactory } from '../dashboard-view.ts';
import { DistributionDrawing } from './distribution-drawing.ts';
import { HistogramDrawing } from './histogram-drawing.ts';
import { type HistogramSettings, readHistogramSettings } from './histogram-settings.ts';
import { PlotCard, plotHeight } from './plot-card.ts';
import { timeAxisNames } from './time-axis.ts';

const histogramMargins = { left: 12, right: 64, top: 10, bottom: 26 };
const distributionMargins = { left: 56, right: 14, top: 10, bottom: 26 };

export const histogramView: ViewFactory = (context, saved) => {
  const settings = new Settings(context, saved);
  return {
    kind: 'histograms',
    title: 'Histograms',
    ...settings.common,
    settings: element('div', { class: 'settings' }, settings.modeControl(), settings.axisControl()),
    mount: (card) =>
      new PlotCard(card, context, histogramMargins, (points) => new HistogramDrawing(points, settings.current)),
  };
};

export const distributionView: ViewFactory = (context, saved) => {
  const settings = new Settings(context, saved);
  return {
    kind: 'distributions',
    title: 'Distributions',
    ...settings.common,
    settings: element('div', { class: 'settings' }, settings.axisControl()),
    mount: (card) =>
      new PlotCard(card, context, distributionMargins, (points) => new DistributionDrawing(points, settings.current)),
  };
};

class Settings {
  readonly #context: DashboardContext;
  current: HistogramSettings;

  constructor(context: DashboardContext, saved: unknown) {
    this.#context = context;
    this.current = readHistogramSettings(saved);
  }

  get common(): Pick<DashboardView, 'data' | 'cardPer' | 'cardHeight' | 'saveState'> {
    return { data: 'histograms', cardPer: 'run', cardHeight: () => plotHeight, saveState: () => this.current };
  }

  modeControl(): HTMLElement {
    return choice('Outlines', { offset: 'Offset', overlay: 'Overlay' }, this.current.mode, (mode) =>
      this.#set({ mode }),
    );
  }

  axisControl(): HTMLElement {
    return choice('Time axis', timeAxisNames, this.current.axis, (axis) => this.#set({ axis }));
  }

  #set(change: Partial<HistogramSettings>): void {
    this.current = { ...this.current, ...change };
    this.#context.settingsChanged();
  }
}
