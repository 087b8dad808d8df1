/**
 * What of the program's graphs others may use: exported, seen by unknown code, given to calls that could not be followed,
 * put into collections. Of those nothing is said to be unused.
 */

import { Variable } from '../../api/index.ts';
import { type Graph, isGraphElement, Operation, Tensor } from '../../graph/index.ts';
import type { Program } from '../program/program.ts';
import { ts } from '../syntax.ts';
import {
  Accessor,
  ArrayValue,
  CollectionValue,
  HeapObject,
  isUnknown,
  ObjectValue,
  PromiseValue,
  type Value,
} from '../values/index.ts';
import { OperationSet } from './operation-set.ts';

/** All operations that others may use. */
export function keptOperations(program: Program): OperationSet {
  const kept = new OperationSet();
  const seen = new Set<unknown>();
  for (const value of program.exports.values()) collect(value, kept, seen);
  for (const { args, result } of program.calls) if (isUnknown(result)) for (const arg of args) collect(arg, kept, seen);
  for (const graph of program.graphs) {
    for (const op of graph.getOperations()) {
      if (program.hasEscaped(op) || op.outputs.some((tensor) => program.hasEscaped(tensor))) kept.add(op);
    }
    for (const item of itemsOfCollections(graph)) {
      if (program.hasEscaped(item as object)) collect(item as Value, kept, seen);
    }
  }
  return kept;
}

/** What the program reads something of, such as its name, or prints: that is what it was made for. */
export function* lookedAt(program: Program): Generator<Operation> {
  for (const file of program.sources.keys()) {
    for (const { node, values } of program.facts(file)) {
      if (!values.some(isElement) && !values.some((value) => value instanceof ArrayValue)) continue;
      if (isLookedAt(node)) for (const value of values) yield* operationsIn(value);
    }
  }
}

function isElement(value: Value): boolean {
  return value instanceof Tensor || value instanceof Operation || value instanceof Variable;
}

function isLookedAt(node: ts.Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    return !(ts.isCallExpression(parent.parent) && parent.parent.expression === parent);
  }
  if (ts.isTemplateSpan(parent) || ts.isBinaryExpression(parent)) return true;
  return ts.isCallExpression(parent) && parent.expression !== node && prints(parent.expression);
}

/** `console.log` and its like, and `String`. */
function prints(callee: ts.Expression): boolean {
  const named = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  return ts.isIdentifier(named) && named.text === (named === callee ? 'String' : 'console');
}

/** Everything in the graph's collections. */
export function itemsOfCollections({ collections }: Graph): unknown[] {
  return collections.names.flatMap((name) => collections.get(name));
}

/** The operations that a value is or holds. */
export function operationsIn(value: Value): Set<Operation> {
  const found = new Set<Operation>();
  collect(value, found, new Set());
  return found;
}

function collect(value: Value, found: { add(op: Operation): unknown }, seen: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Operation) found.add(value);
  else if (value instanceof Tensor) found.add(value.op);
  else if (value instanceof Variable) {
    for (const op of [value.op, value.value().op, value.initializer]) found.add(op);
  } else if (isGraphElement(value)) {
    const element = value.asGraphElement();
    found.add(element instanceof Tensor ? element.op : element);
  } else if (isContainer(value)) {
    for (const key of value.ownKeys) {
      const slot = value.own(key);
      if (!(slot instanceof Accessor)) collect(slot as Value, found, seen);
    }
    if (value instanceof ArrayValue) for (const item of value.items ?? [elementOf(value)]) collect(item, found, seen);
    if (value instanceof PromiseValue) collect(value.value, found, seen);
    if (value instanceof CollectionValue) {
      for (const [key, item] of value.entries ?? []) {
        collect(key, found, seen);
        collect(item, found, seen);
      }
    }
  }
}

/** What programs keep things in: not functions, classes and namespaces. */
function isContainer(value: Value): value is HeapObject {
  if (value instanceof PromiseValue) return true;
  return value instanceof HeapObject && (value.constructor === ObjectValue || !(value instanceof ObjectValue));
}

function elementOf({ list }: ArrayValue): Value {
  return list.items ? undefined : list.element;
}
