/**
 * How far the names of a graph's operations are those of a run. Where something is not built that a run builds, or is built
 * in both of two branches, later names count on from other ones.
 */

import type { Graph, Operation } from '../../graph/index.ts';
import type { Origin, Program } from '../program/program.ts';

/** `some`: operations of a run may be missing. `both`: none is, but there may be more than in a run. */
type Uncertainty = 'some' | 'both';

export class Names {
  readonly #program: Pick<Program, 'isOpen'>;
  readonly #uncertain = new WeakMap<Graph, Uncertainty>();

  constructor(program: Pick<Program, 'isOpen'>) {
    this.#program = program;
  }

  /** Something is not built, or is called something else than in a run. */
  mayMiss(graph: Graph): void {
    this.#uncertain.set(graph, 'some');
  }

  /** Operations were added there. */
  added(graph: Graph, { isCertain, isUncalled, loops }: Origin): void {
    // One pass stands for all: each of those has names of its own in a run.
    if (loops.some(({ index }) => index === null)) this.mayMiss(graph);
    else if (!isCertain && !isUncalled && !this.#uncertain.has(graph)) this.#uncertain.set(graph, 'both');
  }

  /** Whether a name that no operation has here has none in a run. */
  areAllHere(graph: Graph): boolean {
    return this.#uncertain.get(graph) !== 'some' && !this.#program.isOpen(graph);
  }

  /** Whether the operation is surely the one that has its name in a run. */
  isSure(op: Operation): boolean {
    const uncertainty = this.#uncertain.get(op.graph);
    if (!uncertainty) return true;
    if (/_\d+(?:\/|$)/.test(op.name) || hasTwin(op)) return false;
    return uncertainty === 'both' || isGivenName(op);
  }

  /** As isSure, of what a look-up by name finds; true where it finds nothing. */
  isSureOf(graph: Graph, name: string): boolean {
    const op = graph.findOperation(name.replace(/:\d+$/, ''));
    return !op || this.isSure(op);
  }
}

/** Whether the name, or that of a scope around it, was taken a second time: which is which differs from run to run. */
function hasTwin({ name, graph }: Operation): boolean {
  const parts = name.split('/');
  const twins = parts.map((_, i) => `${parts.slice(0, i + 1).join('/')}_1`);
  return graph
    .getOperations()
    .some((other) => twins.some((twin) => other.name === twin || other.name.startsWith(`${twin}/`)));
}

/** What people feed and look up, under a name of their own. */
function isGivenName({ name, type }: Operation): boolean {
  const own = name.slice(name.lastIndexOf('/') + 1);
  return (type === 'Placeholder' || type === 'VariableV2') && !/^(?:Placeholder|Variable)/.test(own);
}
