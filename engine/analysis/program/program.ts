/**
 * What the interpreter found out about a program: its graphs with the place that made each operation, what its sessions
 * run, every call of the public functions, the value of each expression that is a tensor. The rules and the editor read it.
 */

import type { DType, Graph, Operation, Tensor, TensorShape } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { SourceRange } from '../source/range.ts';
import type { ts } from '../syntax.ts';
import type { CallSite } from '../values/call-site.ts';
import type { Value } from '../values/value.ts';

/** One pass through a loop of the program, or several at once. */
export interface LoopPass {
  /** The loop's statement, or the call (`map`, `forEach`) that repeats a function. */
  readonly loop: ts.Node;
  readonly range: SourceRange;
  /** The number of the pass, from 0, where passes are interpreted one by one; null where one stands for all. */
  readonly index: number | null;
  /** Over `tf.train.steps`. */
  readonly isSteps: boolean;
}

/** Where in the program something happened. */
export interface Origin {
  readonly site: CallSite;
  readonly range: SourceRange;
  /** The calls that led here, innermost first. */
  readonly stack: readonly SourceRange[];
  /** The loops around it, outermost first. */
  readonly loops: readonly LoopPass[];
  /** False under a condition that is not known, in a function that nobody calls, or after what may have thrown. */
  readonly isCertain: boolean;
  /** Inside `try`, or a function handed to something that expects it to throw: faults are the program's own business. */
  readonly isGuarded: boolean;
  /** In a function that the program never calls, interpreted with unknown arguments. */
  readonly isUncalled: boolean;
}

/** A call of a public function, or of a method or constructor of `tensorloom`. */
export interface ApiCall {
  /** Without the namespace's own name: `matmul`, `nn.softmax`, `Variable`, `train.AdamOptimizer.minimize`. */
  readonly name: string;
  readonly origin: Origin;
  readonly args: readonly Value[];
  readonly result: Value;
  readonly graph: Graph;
  /** The operations it added are those with ids from `from` up to, not including, `to`. */
  readonly from: number;
  readonly to: number;
}

export interface Feed {
  /** The tensor fed; undefined where that is not known. */
  readonly tensor: Tensor | undefined;
  /** What is known of the value. */
  readonly value: Value;
  readonly shape: TensorShape;
  readonly dtype: DType | undefined;
  /** The expressions of key and value, or of the whole feed where it was not written out. */
  readonly keyRange: SourceRange;
  readonly valueRange: SourceRange;
}

/** A run of a session, at the moment it was asked for. */
export interface SessionRun {
  readonly session: object;
  readonly graph: Graph;
  readonly origin: Origin;
  readonly tensors: readonly Tensor[];
  readonly operations: readonly Operation[];
  /** Each fetch with the expression that it was written as. */
  readonly fetchRanges: readonly { readonly element: Tensor | Operation; readonly range: SourceRange }[];
  /** False where there may be fetches that are not known. */
  readonly knowsFetches: boolean;
  readonly feeds: readonly Feed[];
  readonly knowsFeeds: boolean;
  /** Names of the operations of variables that hold a value; null where that is not known (after a restore). */
  readonly initialized: ReadonlySet<string> | null;
  /** Names of those that may hold a value, because an initialiser may have run. */
  readonly maybeInitialized: ReadonlySet<string>;
}

/** An operation that could not be made: the live graph shows it in red. */
export interface FailedOperation {
  readonly graph: Graph;
  readonly name: string;
  readonly type: string;
  /** Names of the tensors that it was to read. */
  readonly inputs: readonly string[];
  readonly message: string;
  readonly origin: Origin;
}

/** What an expression was, each time it was evaluated. */
export interface Fact {
  readonly node: ts.Node;
  /** The different values, in order; at most `mostFacts`. */
  readonly values: readonly Value[];
  /** How often it was evaluated. */
  readonly count: number;
}

export interface Program {
  /** The file that was asked for. */
  readonly entry: string;
  /** Trees of all files that were interpreted, by name. */
  readonly sources: ReadonlyMap<string, ts.SourceFile>;
  /** In order of making; the first is the default graph. */
  readonly graphs: readonly Graph[];
  readonly calls: readonly ApiCall[];
  readonly runs: readonly SessionRun[];
  /** Faults that came up while the program was interpreted. */
  readonly faults: readonly Diagnostic[];
  readonly failedOperations: readonly FailedOperation[];
  /** False where the analysis gave up: fuel used up, or cancelled. */
  readonly isComplete: boolean;
  /** False where the program throws before its end, or the analysis gave up: what comes after was not interpreted. */
  readonly reachesEnd: boolean;
  originOf(op: Operation): Origin | undefined;
  /** Where a graph was made; undefined for the default graph. */
  originOfGraph(graph: Graph): Origin | undefined;
  factOf(node: ts.Node): Fact | undefined;
  facts(file: string): Iterable<Fact>;
  /** Graphs that may hold operations, or lack some, that are not known: imported ones, or changed by unknown code. */
  isOpen(graph: Graph): boolean;
  /** Values that unknown code may have seen: what it did with them is not known. */
  hasEscaped(value: object): boolean;
  /** Exported names of the entry with their values: others may use them. */
  readonly exports: ReadonlyMap<string, Value>;
}

/** Collects a program's facts while it is interpreted. */
export interface ProgramRecorder extends Program {
  addCall(call: ApiCall): void;
  addRun(run: SessionRun): void;
  /** Adds a fault unless the place is guarded, or the same one was found there before. */
  addFault(fault: Diagnostic, origin: Origin): void;
  addFailedOperation(failed: FailedOperation): void;
  addGraph(graph: Graph, origin: Origin | undefined): void;
  /** All operations of the graph from id `from` on that have no origin yet came from there. */
  claimOperations(graph: Graph, from: number, origin: Origin): void;
  openGraph(graph: Graph): void;
  markEscaped(value: object): void;
}
