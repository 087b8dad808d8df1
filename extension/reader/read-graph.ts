import type { GraphData, NodeStats } from '../../webview/protocol.ts';
import type { GraphFile } from './protocol.ts';
export async function readGraph(_from: GraphFile, _isCancelled: () => boolean): Promise<GraphData> {
  throw new Error('not yet');
}
export async function readTrace(_folder: string, _tag: string, _isCancelled: () => boolean): Promise<NodeStats[]> {
  throw new Error('not yet');
}
