/** The graph page: the line to the host, and the page at its end. */

import { connect } from '../channel.ts';
import type { GraphToHost, GraphToPage } from '../protocol.ts';
import { defineControls } from '../ui.ts';
import './graph.css';
import { GraphPage } from './page.ts';
import type { PageState } from './page-state.ts';

defineControls();
const channel = connect<GraphToPage, GraphToHost, PageState>();
const root = document.getElementById('root') ?? document.body;
const page = new GraphPage(root, channel);
channel.listen((message) => page.receive(message));
channel.post({ type: 'ready' });
