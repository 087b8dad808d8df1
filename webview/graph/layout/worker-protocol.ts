/** The messages between the page and its layout worker. */

import type { Layout, LayoutRequest } from './placement.ts';

export interface ToWorker {
  readonly id: number;
  readonly request: LayoutRequest;
}

export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly type: 'layout'; readonly id: number; readonly layout: Layout }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
