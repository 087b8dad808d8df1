/** Panels of the editor that hold a page: what the summaries and the graphs have in common. */

export { createPanel, type PageKind, type PageOwner, PagePanel } from './page-panel.ts';
