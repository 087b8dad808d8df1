/**
 * The state of one analysis beside the program's own: its graphs, what is not exactly known of them, its sessions. While
 * a program is analysed, its default graph stands in the place of the process's.
 */

import {
  type Dim,
  exchangeDefaultGraph,
  Graph,
  getDefaultGraph,
  type Operation,
  resetDefaultGraph,
  symbol,
  type Tensor,
  type TensorShape,
} from '../../graph/index.ts';
import { exchangeGradients } from '../../ops/index.ts';
import type { Origin, ProgramRecorder } from '../program/program.ts';
import type { HeapObject, Prototypes } from '../values/index.ts';
import type { BoundClass } from './classes/bind-class.ts';
import type { ClassSpec } from './classes/class-spec.ts';
import type { DescribeFault } from './fault-context.ts';
import { describePlainly } from './faults/describe-plainly.ts';
import { Names } from './names.ts';
import { DefaultSessions } from './session/default-sessions.ts';

/**
 * In what a node is not as it would be in a run: `shape` where its shape or its elements are known in part only, as not
 * even a run's graph would say them; `type` where its element type is a guess, too.
 */
export type Doubt = 'shape' | 'type';

export class World {
  readonly program: ProgramRecorder;
  readonly prototypes: Prototypes;
  /** The classes as this analysis has them. */
  readonly classes = new Map<ClassSpec, BoundClass>();
  readonly describeFault: DescribeFault;
  readonly defaultSessions = new DefaultSessions();
  readonly names: Names;
  readonly #doubts = new Map<Operation, Doubt>();
  /** Operations that were found free of each doubt, with all that they are computed from. */
  #sure: Record<Doubt, Set<Operation>> = { shape: new Set(), type: new Set() };
  readonly #openShapes = new WeakSet<TensorShape>();
  /** Graphs in whose collections something may be missing. */
  readonly #uncertainCollections = new WeakSet<Graph>();
  /** Which graph is the default one is not known: the program may have started over. */
  #mayHaveReset = false;
  #symbols = 0;
  /** The types of some variable scopes are not known. */
  hasScopesOfUnknownType = false;
  /** Collections hold values of the program that the engine knows nothing of. */
  carriesValues = false;
  /** Gradients that the program registers under names or with functions that are not known. */
  hasUnknownGradients = false;
  /** What a program may use of the engine's own objects, by their class. */
  engineClasses: ReadonlyMap<unknown, ClassSpec> = new Map();
  /** What instances of the engine's error classes inherit from, by class. */
  readonly errorPrototypes = new Map<unknown, () => HeapObject>();

  constructor(program: ProgramRecorder, prototypes: Prototypes, describeFault: DescribeFault = describePlainly) {
    this.program = program;
    this.prototypes = prototypes;
    this.describeFault = describeFault;
    this.names = new Names(program);
  }

  /** Runs `body` with a new default graph, and puts back the one that was there. */
  enter<T>(body: () => T): T {
    const outer = exchangeDefaultGraph(this.newGraph(undefined));
    const outerGradients = exchangeGradients(new Map());
    try {
      return body();
    } finally {
      exchangeGradients(outerGradients);
      exchangeDefaultGraph(outer);
    }
  }

  // --- Graphs -------------------------------------------------------------------------------------------------------

  newGraph(origin: Origin | undefined): Graph {
    const graph = new Graph();
    // The places of operations are the recorder's business.
    graph.locate = nowhere;
    this.program.addGraph(graph, origin);
    return graph;
  }

  /** `tf.resetDefaultGraph()`. @throws GraphError inside `graph.asDefault` */
  resetDefaultGraph(origin: Origin): void {
    resetDefaultGraph();
    exchangeDefaultGraph(this.newGraph(origin));
    if (!origin.isCertain) this.#mayHaveReset = true;
  }

  get knowsDefaultGraph(): boolean {
    return !this.#mayHaveReset;
  }

  /** Takes back what is added to any graph while `body` runs. */
  rehearse<T>(body: () => T): T {
    const marks = this.program.graphs.map((graph) => [graph, graph.mark()] as const);
    const before = getDefaultGraph();
    try {
      return body();
    } finally {
      for (const [graph, mark] of marks) {
        graph.rollback(mark);
        graph.release(mark);
      }
      // Inside `graph.asDefault` nobody can have replaced the global one.
      if (getDefaultGraph() !== before) exchangeDefaultGraph(before);
    }
  }

  // --- What is not exactly known ------------------------------------------------------------------------------------

  /** A size that is a number in a run, of which nothing is known here. */
  freshSize(): Dim {
    return symbol(`size.${this.#symbols++}`);
  }
  /** A number for names that no program has. */
  nextNumber(): number {
    return this.#symbols++;
  }

  doubt(operation: Operation, doubt: Doubt): void {
    if (this.#doubts.get(operation) === 'type') return;
    this.#doubts.set(operation, doubt);
    // Mostly it is new, and nobody has asked about what is computed from it.
    if (Object.values(this.#sure).some((sure) => sure.has(operation)))
      this.#sure = { shape: new Set(), type: new Set() };
  }

  /** Whether a node that the tensors are computed from is one of which less is known than a run's graph says. */
  isDoubtful(tensors: Iterable<Tensor>, doubt: Doubt): boolean {
    if (this.#doubts.size === 0) return false;
    const sure = this.#sure[doubt];
    const seen = new Set<Operation>();
    const stack = [...tensors].map((tensor) => tensor.op);
    for (let op = stack.pop(); op; op = stack.pop()) {
      if (seen.has(op) || sure.has(op)) continue;
      seen.add(op);
      const found = this.#doubts.get(op);
      if (found === 'type' || found === doubt) return true;
      for (const input of op.inputs) stack.push(input.op);
    }
    for (const op of seen) sure.add(op);
    return false;
  }

  /** The tensor's static shape; of one that is open only here, its open sizes are noted as such. */
  shapeOf(tensor: Tensor): TensorShape {
    const { shape } = tensor;
    if (!shape.isFullyDefined && this.isDoubtful([tensor], 'shape')) this.#openShapes.add(shape);
    return shape;
  }
  /** Whether sizes of the shape that are not known may be known in a run, before the graph is run. */
  isOpenShape(shape: TensorShape): boolean {
    return !shape.isFullyDefined && this.#openShapes.has(shape);
  }
  noteOpenShape(shape: TensorShape): TensorShape {
    this.#openShapes.add(shape);
    return shape;
  }

  doubtCollections(graph: Graph): void {
    this.#uncertainCollections.add(graph);
  }
  /** Whether all that is in the graph's collections is known. */
  knowsCollections(graph: Graph): boolean {
    return !this.#uncertainCollections.has(graph) && !this.program.isOpen(graph);
  }
}

/** Whether the operation is still in its graph, which may have taken it back. */
export function isInGraph(operation: Operation): boolean {
  return operation.graph.getOperations()[operation.id] === operation;
}

function nowhere(): undefined {
  return undefined;
}
