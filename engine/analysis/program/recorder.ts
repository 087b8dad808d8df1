/** Collects what the interpreter finds out. Bounded: beyond each limit, what comes is left out. */

import type { Graph, Operation } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { sameRange } from '../source/range.ts';
import type { ts } from '../syntax.ts';
import { isPrimitive, type Value } from '../values/index.ts';
import type { ApiCall, Fact, FailedOperation, Origin, ProgramRecorder, SessionRun } from './program.ts';

export const limits = { calls: 200_000, runs: 5_000, faults: 500, failed: 500, valuesOfOneFact: 8 } as const;

interface GrowingFact {
  readonly node: ts.Node;
  readonly values: Value[];
  count: number;
}

export class Recorder implements ProgramRecorder {
  readonly entry: string;
  readonly sources = new Map<string, ts.SourceFile>();
  readonly graphs: Graph[] = [];
  readonly calls: ApiCall[] = [];
  readonly runs: SessionRun[] = [];
  readonly faults: Diagnostic[] = [];
  readonly failedOperations: FailedOperation[] = [];
  readonly exports = new Map<string, Value>();
  isComplete = true;
  reachesEnd = true;
  readonly #facts = new Map<ts.Node, GrowingFact>();
  /** Those of each file, found when first asked for. */
  readonly #factsOf = new Map<ts.SourceFile | undefined, GrowingFact[]>();
  readonly #origins = new Map<Operation, Origin>();
  readonly #graphOrigins = new Map<Graph, Origin>();
  readonly #open = new Set<Graph>();
  readonly #escaped = new Set<object>();
  /** While above 0, what happens is a rehearsal and is not recorded. */
  #muted = 0;

  constructor(entry: string) {
    this.entry = entry;
  }

  /** Runs `body` as a rehearsal, of which nothing is recorded but origins. */
  rehearse<T>(body: () => T): T {
    this.#muted++;
    try {
      return body();
    } finally {
      this.#muted--;
    }
  }
  get isRehearsing(): boolean {
    return this.#muted > 0;
  }

  originOf(op: Operation): Origin | undefined {
    return this.#origins.get(op);
  }
  originOfGraph(graph: Graph): Origin | undefined {
    return this.#graphOrigins.get(graph);
  }
  factOf(node: ts.Node): Fact | undefined {
    return this.#facts.get(node);
  }
  facts(file: string): Iterable<Fact> {
    const source = this.sources.get(file);
    const known = this.#factsOf.get(source);
    if (known) return known;
    const found = [...this.#facts.values()].filter(({ node }) => node.getSourceFile() === source);
    this.#factsOf.set(source, found);
    return found;
  }
  isOpen(graph: Graph): boolean {
    return this.#open.has(graph);
  }
  hasEscaped(value: object): boolean {
    return this.#escaped.has(value);
  }

  note(node: ts.Node, value: Value): void {
    if (this.#muted > 0) return;
    const fact = this.#facts.get(node);
    if (!fact) {
      this.#factsOf.clear();
      this.#facts.set(node, { node, values: [value], count: 1 });
      return;
    }
    fact.count++;
    if (fact.values.length < limits.valuesOfOneFact && !fact.values.includes(value)) fact.values.push(value);
  }

  addCall(call: ApiCall): void {
    if (this.#muted === 0 && this.calls.length < limits.calls) this.calls.push(call);
  }
  addRun(run: SessionRun): void {
    if (this.#muted > 0 || this.runs.length >= limits.runs) return;
    // Each pass of a loop runs the same thing: once is enough.
    if (!this.runs.some((other) => isSameRun(run, other))) this.runs.push(run);
  }
  addFault(fault: Diagnostic, origin: Origin): void {
    if (this.#muted > 0 || origin.isGuarded || this.faults.length >= limits.faults) return;
    const isKnown = this.faults.some((other) => other.code === fault.code && sameRange(other.range, fault.range));
    if (!isKnown) this.faults.push(fault);
  }
  addFailedOperation(failed: FailedOperation): void {
    if (this.#muted === 0 && this.failedOperations.length < limits.failed) this.failedOperations.push(failed);
  }
  addGraph(graph: Graph, origin: Origin | undefined): void {
    if (this.graphs.includes(graph)) return;
    this.graphs.push(graph);
    if (origin) this.#graphOrigins.set(graph, origin);
  }
  claimOperations(graph: Graph, from: number, origin: Origin): void {
    const operations = graph.getOperations();
    for (let id = from; id < operations.length; id++) {
      const op = operations[id];
      if (!this.#origins.has(op)) this.#origins.set(op, origin);
    }
  }
  openGraph(graph: Graph): void {
    this.#open.add(graph);
  }
  markEscaped(value: object): void {
    this.#escaped.add(value);
  }
}

function isSameRun(a: SessionRun, b: SessionRun): boolean {
  return (
    a.origin.site.node === b.origin.site.node &&
    a.session === b.session &&
    a.knowsFeeds === b.knowsFeeds &&
    a.knowsFetches === b.knowsFetches &&
    sameItems(a.tensors, b.tensors) &&
    sameItems(a.operations, b.operations) &&
    a.feeds.length === b.feeds.length &&
    a.feeds.every(({ tensor, value, shape }, i) => {
      const other = b.feeds[i];
      return (
        tensor === other.tensor && shape.equals(other.shape) && (Object.is(value, other.value) || !isPrimitive(value))
      );
    }) &&
    sameNames(a.initialized, b.initialized) &&
    sameNames(a.maybeInitialized, b.maybeInitialized)
  );
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function sameNames(a: ReadonlySet<string> | null, b: ReadonlySet<string> | null): boolean {
  return a === b || (a !== null && b !== null && a.size === b.size && [...a].every((name) => b.has(name)));
}
