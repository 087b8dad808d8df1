import type { Layout, LayoutRequest } from './placement.ts';

/** Everything at once, in this thread. The same request gives the same layout. */
export function layoutGraph(request: LayoutRequest, onProgress?: (done: number, total: number) => void): Layout {
  throw new Error(`not written yet ${request} ${onProgress}`);
}
