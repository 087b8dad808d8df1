/** What a run is given: which tensors, and what is known of their values. Finds the feeds that cannot fit. */

import { type DType, type Graph, isGraphElement, Operation, Tensor, TensorShape } from '../../../graph/index.ts';
import type { Feed } from '../../program/program.ts';
import type { SourceRange } from '../../source/range.ts';
import type { ts } from '../../syntax.ts';
import {
  ArrayValue,
  CollectionValue,
  HeapObject,
  isPrimitive,
  type Machine,
  ObjectValue,
  PromiseValue,
  Unknown,
  type Value,
} from '../../values/index.ts';
import { type PlainData, plainDataOf } from '../convert/plain-data.ts';
import { itemOf, mapPairs, placeOf, propertyNameOf, propertyOf } from '../convert/written-parts.ts';
import type { World } from '../world.ts';
import { misfit } from './feed-fit.ts';
import type { SessionFault } from './session-fault.ts';

export interface ReadFeeds {
  readonly feeds: readonly Feed[];
  /** False where there may be feeds that are not known. */
  readonly isKnown: boolean;
  readonly hasFault: boolean;
  readonly faults: readonly SessionFault[];
}

interface Written {
  readonly key: ts.Node | undefined;
  readonly value: ts.Expression | undefined;
}

/** One feed before it is read. */
interface Entry {
  readonly key: Value;
  readonly value: Value;
  readonly written: Written;
}

const unwritten: Written = { key: undefined, value: undefined };

export function readFeeds(
  world: World,
  machine: Machine,
  graph: Graph,
  given: Value,
  expression: ts.Expression | undefined,
  whole: SourceRange,
): ReadFeeds {
  const faults: SessionFault[] = [];
  let isKnown = true;
  let hasFault = false;
  const place = placeOf(expression, whole);
  const feeds = entries().flatMap((entry) => read(entry));
  return { feeds, isKnown, hasFault, faults };

  function entries(): Entry[] {
    if (given === null || given === undefined || given === false || given === '' || given === 0) return [];
    if (given instanceof CollectionValue) return mapEntries(given);
    if (given instanceof ArrayValue) return pairEntries(given.items, expression);
    if (given instanceof ObjectValue && !(given instanceof PromiseValue)) return objectEntries(given);
    if (given instanceof Unknown || given instanceof HeapObject) return unknownEntries(given);
    fault(
      'Feeds are given as a Map, as pairs [tensor, value], or as an object of values by name.',
      given,
      undefined,
      place,
    );
    return [];
  }

  function unknownEntries(value: Value): [] {
    if (value instanceof Unknown && value.isFault) hasFault = true;
    isKnown = false;
    return [];
  }

  function mapEntries({ entries: known }: CollectionValue): Entry[] {
    if (!known) return unknownEntries(given);
    const pairs = mapPairs(expression);
    const written = [...known].map((_, i) => pairOf(itemOf(pairs, i)));
    return [...known].map(([key, value], i) => ({ key, value, written: written[i] }));
  }

  function pairEntries(items: readonly Value[] | undefined, list: ts.Expression | undefined): Entry[] {
    if (!items) return unknownEntries(given);
    return items.flatMap((pair, i): Entry[] => {
      const pairItems = pair instanceof ArrayValue ? pair.items : undefined;
      if (pair instanceof Unknown || (pair instanceof ArrayValue && !pairItems)) return unknownEntries(pair);
      if (pairItems?.length === 2) {
        return [{ key: pairItems[0], value: pairItems[1], written: pairOf(itemOf(list, i)) }];
      }
      fault(
        'Feeds given as an array must be pairs [tensor, value].',
        pair,
        itemOf(list, i),
        placeOf(itemOf(list, i), place),
      );
      return [];
    });
  }

  function objectEntries(object: ObjectValue): Entry[] {
    if (object.isOpen) isKnown = false;
    return object.ownKeys.flatMap((key): Entry[] => {
      if (typeof key !== 'string') return [];
      const written = { key: propertyNameOf(expression, key), value: propertyOf(expression, key) };
      return [{ key, value: machine.get(object, key, machine.here), written }];
    });
  }

  function read({ key, value, written }: Entry): Feed[] {
    const keyRange = placeOf(written.key, place);
    const valueRange = placeOf(written.value, place);
    if (value instanceof Unknown && value.isFault) hasFault = true;
    const tensor = tensorOf(key, written, keyRange);
    if (tensor === 'refused') return [];
    const data = dataOf(value);
    if (tensor) {
      const reason = misfit(machine, tensor, value, data);
      if (reason) fault(reason, value, written.value, valueRange, 'feed-mismatch', tensor);
    }
    const dtype: DType | undefined = data && data.dtype !== 'number' ? data.dtype : undefined;
    return [{ tensor, value, shape: data?.shape ?? TensorShape.unknown, dtype, keyRange, valueRange }];
  }

  function tensorOf(key: Value, written: Written, keyRange: SourceRange): Tensor | undefined | 'refused' {
    if (key instanceof Unknown || key instanceof HeapObject) {
      unknownEntries(key);
      return undefined;
    }
    if (typeof key === 'string') {
      const isThere = graph.findOperation(key.replace(/:\d+$/, '')) !== undefined;
      if (isThere ? !world.names.isSureOf(graph, key) : !world.names.areAllHere(graph)) return unknownKey();
    }
    const element = isPrimitive(key) || !isGraphElement(key) ? key : key.asGraphElement();
    if (element instanceof Tensor && element.graph !== graph && !world.knowsDefaultGraph) return unknownKey();
    let reason: string;
    try {
      const found = graph.asGraphElement(element);
      if (found instanceof Tensor) return found;
      reason = `${found} is an operation: feed one of its outputs, as '${found.name}:0'.`;
    } catch (error) {
      reason = (error as Error).message;
    }
    const isForeign = element instanceof Tensor || element instanceof Operation ? element.graph !== graph : false;
    const code = isForeign ? 'wrong-graph' : 'feed-mismatch';
    fault(
      `What is fed must be a tensor of the session's graph. ${reason}`,
      key,
      written.key as ts.Expression,
      keyRange,
      code,
    );
    return 'refused';
  }

  function unknownKey(): undefined {
    isKnown = false;
    return undefined;
  }

  function fault(
    message: string,
    culprit: Value,
    written: ts.Expression | undefined,
    at: SourceRange,
    code: SessionFault['code'] = 'feed-mismatch',
    tensor?: Tensor,
  ): void {
    faults.push({ code, message, culprit, parameter: 'feeds', expression: written, tensor, place: at });
  }
}

function pairOf(pair: ts.Expression | undefined): Written {
  return pair ? { key: itemOf(pair, 0), value: itemOf(pair, 1) } : unwritten;
}

function dataOf(value: Value): PlainData | undefined {
  return plainDataOf(value);
}
