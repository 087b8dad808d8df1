/** A rule: one kind of mistake that the whole program shows, found after it was interpreted. */

import type { Operation } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { DiagnosticCode } from '../diagnostic-codes.ts';
import type { ApiCall, Program, SessionRun } from '../program/program.ts';
import type { ts } from '../syntax.ts';
import { failureOf, type RunFailure } from './fed-shapes.ts';
import { isEither, neededBy } from './graph-walk.ts';
import type { OperationSet } from './operation-set.ts';

export interface Rule {
  readonly code: DiagnosticCode;
  check(context: RuleContext): Iterable<Diagnostic>;
}

/** Programs of more different runs than this are rare, and the first ones tell enough of them. */
const mostRuns = 300;

/** The program, with what several rules ask of it. */
export class RuleContext {
  readonly program: Program;
  readonly #needed = new Map<string, OperationSet>();
  readonly #keys = new Map<object, number>();
  #byType: ReadonlyMap<string, Operation[]> | undefined;
  #callsByNode: Map<ts.Node, ApiCall[]> | undefined;
  #runs: readonly SessionRun[] | undefined;
  #failures: readonly RunFailure[] | undefined;

  constructor(program: Program) {
    this.program = program;
  }

  /** The calls of one of these functions, without those that the program guards itself. */
  callsOf(names: ReadonlySet<string>): ApiCall[] {
    return this.program.calls.filter(({ name, origin }) => names.has(name) && !origin.isGuarded);
  }

  /** All operations of some types, by graph and in order of making. */
  operationsOf(...types: readonly string[]): Operation[] {
    if (!this.#byType) {
      const byType = new Map<string, Operation[]>();
      for (const op of this.program.graphs.flatMap((graph) => graph.getOperations())) {
        const known = byType.get(op.type);
        if (known) known.push(op);
        else byType.set(op.type, [op]);
      }
      this.#byType = byType;
    }
    return types.flatMap((type) => this.#byType!.get(type) ?? []);
  }

  /** The call that made an operation. */
  callOf(op: Operation): ApiCall | undefined {
    const node = this.program.originOf(op)?.site.node;
    const calls = node && this.#indexed().get(node);
    return calls?.find(({ graph, from, to }) => graph === op.graph && from <= op.id && op.id < to);
  }

  /** Runs that differ in place, in what is fetched, or in what is fed: those of a loop are mostly one. */
  get runs(): readonly SessionRun[] {
    if (this.#runs) return this.#runs;
    const runs = new Map<string, SessionRun>();
    for (const run of this.program.runs) {
      if (run.origin.isGuarded) continue;
      const feeds = run.feeds.map(
        ({ shape, value }) => `${shape.toSymbolic()}${typeof value === 'number' ? value : ''}`,
      );
      const key = `${this.#keyOf(run.origin.site.node)}|${this.#runKey(run)}|${feeds.join(';')}|${run.knowsFeeds}`;
      if (!runs.has(key)) runs.set(key, run);
      if (runs.size >= mostRuns) break;
    }
    this.#runs = [...runs.values()];
    return this.#runs;
  }

  /** The operations that a run computes for sure: those its fetches need, up to what is fed and to branches. */
  neededBy(run: SessionRun): OperationSet {
    return this.#walk(run, true);
  }

  /** As neededBy, with what lies on branches that may be taken. */
  maybeNeededBy(run: SessionRun): OperationSet {
    // Where nothing is on a branch, both are one.
    return this.#walk(run, this.operationsOf('Merge').length === 0);
  }

  #walk(run: SessionRun, endsAtBranches: boolean): OperationSet {
    const key = `${endsAtBranches}|${this.#runKey(run)}`;
    const known = this.#needed.get(key);
    if (known) return known;
    const fed = new Set(run.feeds.map(({ tensor }) => tensor));
    const from = [...run.tensors, ...run.operations];
    const needed = neededBy(from, (tensor) => fed.has(tensor), endsAtBranches ? isEither : undefined);
    this.#needed.set(key, needed);
    return needed;
  }

  /** Runs whose feeds do not fit the graph, each with the operation that fails. */
  get failures(): readonly RunFailure[] {
    this.#failures ??= this.runs.flatMap((run) => failureOf(run, this.neededBy(run)) ?? []);
    return this.#failures;
  }

  #runKey({ tensors, operations, feeds }: SessionRun): string {
    const ids = (elements: readonly (object | undefined)[]) => elements.map((one) => one && this.#keyOf(one)).join(',');
    return `${ids(tensors)}|${ids(operations)}|${ids(feeds.map(({ tensor }) => tensor))}`;
  }

  #keyOf(object: object): number {
    const known = this.#keys.get(object) ?? this.#keys.size;
    this.#keys.set(object, known);
    return known;
  }

  #indexed(): Map<ts.Node, ApiCall[]> {
    if (this.#callsByNode) return this.#callsByNode;
    const index = new Map<ts.Node, ApiCall[]>();
    for (const call of this.program.calls) {
      const { node } = call.origin.site;
      const known = index.get(node);
      if (known) known.push(call);
      else index.set(node, [call]);
    }
    this.#callsByNode = index;
    return index;
  }
}
