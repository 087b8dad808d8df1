/** The graph panels of the window: one for each source. They follow the cursor while there are any. */

import type * as vscode from 'vscode';
import type { GraphPanels, GraphSource, Host } from '../host.ts';
import { createPanel } from '../panels/index.ts';
import { isRecord } from '../plain-data.ts';
import { type CursorFollower, followCursor } from './follow-cursor.ts';
import { GraphPanel, graphPage } from './graph-panel.ts';
import { graphTitle, isSameSource, readGraphSource } from './graph-source.ts';

export function createGraphPanels(host: Host): GraphPanels {
  const panels = new Set<GraphPanel>();
  let cursor: CursorFollower | undefined;
  const add = (panel: vscode.WebviewPanel, source: GraphSource, isRestored: boolean) => {
    const made: GraphPanel = new GraphPanel(host, panel, source, {
      isRestored,
      onGoTo: (file, line) => cursor?.expect(file, line),
      onClosed: () => {
        panels.delete(made);
        if (panels.size > 0) return;
        cursor?.dispose();
        cursor = undefined;
      },
    });
    panels.add(made);
    cursor ??= followCursor((place) => {
      for (const each of panels) if (each.visible) each.follow(place);
    });
  };
  return {
    open(source, { beside = false } = {}) {
      const same = [...panels].find((panel) => isSameSource(panel.source, source));
      if (same !== undefined) same.reveal(beside);
      else add(createPanel(graphPage, host, graphTitle(source), beside), source, false);
    },
    restore(panel, state) {
      const source = readGraphSource(isRecord(state) ? state.source : undefined);
      if (source !== undefined) return add(panel, source, true);
      host.log.warn('A graph panel of an earlier window could not be restored: what it showed is not known.');
      panel.dispose();
    },
    revealSource(file, line, column) {
      const having = [...panels].filter((panel) => panel.selectSoon({ file, line, column }));
      for (const panel of having) if (!panel.visible) panel.reveal(true);
      return having.length > 0;
    },
    dispose() {
      for (const panel of [...panels]) panel.dispose();
    },
  };
}
