/** What the language server found as the page gets it: operations that could not be made are nodes too. Pure. */

import type { LiveFault, LiveGraph } from '../../language-server/protocol.ts';
import type { GraphData, GraphNode, SourcePlace } from '../../webview/protocol.ts';

export function liveGraphData({ uri, nodes, faults, loops, isComplete }: LiveGraph): GraphData {
  const named = sourceNames(uri);
  const all = [...nodes, ...faults.map(faultyNode)];
  return {
    nodes: all.map((node) => (node.source === undefined ? node : { ...node, source: named(node.source) })),
    traces: [],
    loops: loops.map((loop) => ({ ...loop, source: named(loop.source) })),
    isIncomplete: !isComplete,
  };
}

function faultyNode({ name, op, inputs, message, source }: LiveFault): GraphNode {
  return { name, op, inputs, controlInputs: [], device: '', outputs: [], attributes: [], source, fault: message };
}

/** The server gives a document without a file an ending, to tell its language; the editor knows it without. */
function sourceNames(uri: string): (place: SourcePlace) => SourcePlace {
  if (uri.startsWith('file:')) return (place) => place;
  const isOwn = (file: string) => file.startsWith(uri) && /^(?:\.[jt]sx?)?$/.test(file.slice(uri.length));
  return (place) => (isOwn(place.file) ? { ...place, file: uri } : place);
}
