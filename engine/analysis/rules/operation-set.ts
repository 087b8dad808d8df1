/** A set of operations as marks by their numbers: graphs are walked for each run and each rule, and hashing would be most of it. */

import type { Graph, Operation } from '../../graph/index.ts';

export class OperationSet implements Iterable<Operation> {
  readonly #marks = new Map<Graph, Uint8Array>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(op: Operation): boolean {
    return this.#marks.get(op.graph)?.[op.id] === 1;
  }

  /** @returns whether it is new */
  add(op: Operation): boolean {
    const marks = this.#of(op.graph);
    if (marks[op.id] === 1) return false;
    marks[op.id] = 1;
    this.#size++;
    return true;
  }

  /**
   * Adds `op` and what lies behind it, up to what is in the set already.
   * @param behind - pushes the operations that come before one; all are of its graph
   */
  addWithAll(op: Operation, behind: (op: Operation, push: Operation[]) => void): void {
    const marks = this.#of(op.graph);
    const stack = [op];
    for (let current = stack.pop(); current; current = stack.pop()) {
      if (marks[current.id] === 1) continue;
      marks[current.id] = 1;
      this.#size++;
      behind(current, stack);
    }
  }

  /** By graph, in order of making, in which what is read comes first. */
  *[Symbol.iterator](): Generator<Operation> {
    for (const [graph, marks] of this.#marks) {
      const operations = graph.getOperations();
      for (let id = 0; id < marks.length; id++) if (marks[id] === 1) yield operations[id];
    }
  }

  #of(graph: Graph): Uint8Array {
    const known = this.#marks.get(graph);
    if (known) return known;
    const marks = new Uint8Array(graph.lastId);
    this.#marks.set(graph, marks);
    return marks;
  }
}
