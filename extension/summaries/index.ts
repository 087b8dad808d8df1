/** The summaries panels of the window: one for each set of folders. */

import type * as vscode from 'vscode';
import type { Host, SummariesPanels } from '../host.ts';
import { createPanel } from '../panels/index.ts';
import { isRecord } from '../plain-data.ts';
import type { LogSource } from '../reader/protocol.ts';
import { readSummariesSource, sourcesKey, summariesTitle } from './log-sources.ts';
import { SummariesPanel, summariesPage } from './summaries-panel.ts';

export { sourceOfFolder } from './log-sources.ts';

export function createSummariesPanels(host: Host): SummariesPanels {
  const panels = new Set<SummariesPanel>();
  const add = (panel: vscode.WebviewPanel, sources: readonly LogSource[]) => {
    const made: SummariesPanel = new SummariesPanel(host, panel, sources, () => panels.delete(made));
    panels.add(made);
  };
  return {
    open(sources, { beside = false } = {}) {
      if (sources.length === 0) return;
      const same = [...panels].find((panel) => sourcesKey(panel.sources) === sourcesKey(sources));
      if (same !== undefined) same.reveal(beside);
      else add(createPanel(summariesPage, host, summariesTitle(sources), beside), sources);
    },
    restore(panel, state) {
      const source = readSummariesSource(isRecord(state) ? state.source : undefined);
      if (source !== undefined) return add(panel, source.sources);
      host.log.warn('A summaries panel of an earlier window could not be restored: what it showed is not known.');
      panel.dispose();
    },
    dispose() {
      for (const panel of [...panels]) panel.dispose();
    },
  };
}
