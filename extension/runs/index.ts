/** The runs of the workspace: their records, kept across windows, and the view that lists them. */

export { rememberEventFolder } from './opened-folders.ts';
export { createRunStore } from './store/run-store.ts';
export type { RunsItem } from './tree/runs-item.ts';
export { createRunsTree } from './tree/runs-tree.ts';
