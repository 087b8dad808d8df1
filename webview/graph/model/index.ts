/**
 * The graph page's model: what a graph's names, edges and measurements say, as plain data and pure functions. No DOM,
 * no Cytoscape, no messages. In order of use:
 *
 *     const model = buildModel(graph)                    once a graph; 20,000 nodes take well below a second
 *     const visible = visibleGraph(model, state)         after each change of the ViewState
 *     layout (../layout/index.ts)                        of `visible`
 *     coloring(model, visible, by, stats)                a value or category for each visible node
 *     details / search / traceInputs / outline / …       as asked
 */

export { buildModel } from './build.ts';
export { type ColorBy, type Coloring, colorChoices, coloring, type NodeColor } from './coloring.ts';
export {
  type Connection,
  type Details,
  details,
  type Fault,
  faultsOf,
  type Parameters,
  type StatsSummary,
  type TensorInfo,
} from './details.ts';
export { difference, type GraphDifference } from './difference.ts';
export { toDot } from './dot.ts';
export { flowOrder } from './flow-order.ts';
export type {
  EdgeTable,
  GraphModel,
  GroupItem,
  Item,
  ItemId,
  OperationItem,
  ScopeItem,
  SeriesItem,
} from './items.ts';
export { graphNode } from './items.ts';
export { type OutlineRow, outline } from './outline.ts';
export { expandAll, groupsAbove, locate, reveal } from './reveal.ts';
export { type SearchHit, type SearchResult, search } from './search.ts';
export { formatBytes, formatShape } from './shapes.ts';
export { neighbors, type Trace, traceInputs } from './trace.ts';
export {
  initialViewState,
  type Placement,
  restoreViewState,
  type SavedViewState,
  saveViewState,
  type ViewState,
  withExpanded,
  withPlacement,
  withSeriesGrouped,
} from './view-state.ts';
export type {
  Annotation,
  AnnotationKind,
  Annotations,
  EdgeKind,
  NodeKind,
  RealEdge,
  VisibleEdge,
  VisibleGraph,
  VisibleNode,
} from './visible.ts';
export { edgeText } from './visible.ts';
export { visibleGraph } from './visible-graph.ts';
