/** `graph.asGraphDef()`. Loading this file installs it: a graph itself knows no messages. */

import type { GraphDef } from '../formats/index.ts';
import { Graph } from '../graph/index.ts';
import { type ExportOptions, exportGraphDef } from './export.ts';

declare module '../graph/graph.ts' {
  interface Graph {
    /** The graph as a GraphDef message, which `tf.importGraphDef` and `tf.train.writeGraph` take. */
    asGraphDef(options?: ExportOptions): GraphDef;
  }
}

Object.defineProperty(Graph.prototype, 'asGraphDef', {
  value(this: Graph, { addShapes = false, ...rest }: ExportOptions = {}): GraphDef {
    return exportGraphDef(this, { addShapes, ...rest });
  },
  writable: true,
  configurable: true,
});
