/** The summaries page: connects the dashboard with the host. Each kind of summary is a view of its own. */

import { connect } from '../channel.ts';
import type { SummariesToHost, SummariesToPage } from '../protocol.ts';
import { defineControls } from '../ui.ts';
import './main.css';
import { distributionView, histogramView } from './histograms/histogram-views.ts';
import { audioView } from './media/audio-view.ts';
import { imageView } from './media/image-view.ts';
import { scalarView } from './scalars/scalar-view.ts';
import { Dashboard, type ViewFactories } from './shell/dashboard.ts';
import type { SavedPage } from './shell/saved-state.ts';
import { textView } from './texts/text-view.ts';

const views: ViewFactories = {
  scalars: scalarView,
  histograms: histogramView,
  distributions: distributionView,
  images: imageView,
  audio: audioView,
  texts: textView,
};

defineControls();
const channel = connect<SummariesToPage, SummariesToHost, SavedPage>();
const dashboard = new Dashboard(channel, views);
// The document's only landmark gives way to the page's own.
(document.getElementById('root') ?? document.body.appendChild(document.createElement('div'))).replaceWith(
  dashboard.element,
);
channel.listen((message) => dashboard.receive(message));
channel.post({ type: 'ready' });
