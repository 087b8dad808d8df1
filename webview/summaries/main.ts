/** The summaries page: connects the dashboard with the host. Each kind of summary is a view of its own. */

import { connect } from '../channel.ts';
import type { SummariesToHost, SummariesToPage } from '../protocol.ts';
import { defineControls } from '../ui.ts';
import './main.css';
import { scalarView } from './scalars/scalar-view.ts';
import { Dashboard, type ViewFactories } from './shell/dashboard.ts';
import type { SavedPage } from './shell/saved-state.ts';

const views: ViewFactories = { scalars: scalarView };

defineControls();
const channel = connect<SummariesToPage, SummariesToHost, SavedPage>();
const dashboard = new Dashboard(channel, views);
document.body.append(dashboard.element);
channel.listen((message) => dashboard.receive(message));
channel.post({ type: 'ready' });
