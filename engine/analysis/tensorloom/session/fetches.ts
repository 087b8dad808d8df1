/** What a run is asked for: any nest of tensors, operations, variables and names, taken apart as the engine does it. */

import { type Graph, isGraphElement, Operation, Tensor } from '../../../graph/index.ts';
import type { SourceRange } from '../../source/range.ts';
import type { ts } from '../../syntax.ts';
import {
  ArrayValue,
  CollectionValue,
  FunctionLike,
  faulty,
  HeapObject,
  isPrimitive,
  type Machine,
  ObjectValue,
  PromiseValue,
  Unknown,
  unknown,
  type Value,
} from '../../values/index.ts';
import { deepestNest, manyVisits } from '../convert/plain-data.ts';
import { itemOf, placeOf, propertyOf } from '../convert/written-parts.ts';
import type { World } from '../world.ts';
import type { SessionFault } from './session-fault.ts';

export interface ReadFetches {
  readonly tensors: ReadonlySet<Tensor>;
  readonly operations: ReadonlySet<Operation>;
  readonly ranges: readonly { readonly element: Tensor | Operation; readonly range: SourceRange }[];
  /** False where there may be fetches that are not known. */
  readonly isKnown: boolean;
  /** Something that was reported already is fetched. */
  readonly hasFault: boolean;
  readonly faults: readonly SessionFault[];
  /** The structure asked for, filled with what `answer` gives for each tensor and null for operations. */
  build(answer: (tensor: Tensor) => Value): Value;
}

type Builder = (answer: (tensor: Tensor) => Value) => Value;

const noSummaries = ' tf.summary.mergeAll() gives null where no summary was made before it.';

export function readFetches(
  world: World,
  machine: Machine,
  graph: Graph,
  fetches: Value,
  expression: ts.Expression | undefined,
  whole: SourceRange,
): ReadFetches {
  const tensors = new Set<Tensor>();
  const operations = new Set<Operation>();
  const ranges: { element: Tensor | Operation; range: SourceRange }[] = [];
  const faults: SessionFault[] = [];
  let isKnown = true;
  let hasFault = false;
  let depth = 0;
  const visits = manyVisits();
  const build = read(fetches, expression, whole);
  return { tensors, operations, ranges, isKnown, hasFault, faults, build };

  function read(value: Value, written: ts.Expression | undefined, around: SourceRange): Builder {
    depth++;
    const builder = depth > deepestNest || visits.left-- <= 0 ? unknownFetch() : readOne(value, written, around);
    depth--;
    return builder;
  }

  function unknownFetch(): Builder {
    isKnown = false;
    return () => unknown;
  }

  function readOne(value: Value, written: ts.Expression | undefined, around: SourceRange): Builder {
    const place = placeOf(written, around);
    if (value instanceof Tensor || value instanceof Operation) return element(value, written, place);
    if (value instanceof ArrayValue) return list(value, written, place);
    if (value instanceof CollectionValue && value.kind === 'Map') return map(value, place);
    if (value instanceof ObjectValue && isRecord(value)) return record(value, written, place);
    if (value instanceof Unknown || (value instanceof HeapObject && !isRefused(value))) {
      if (value instanceof Unknown && value.isFault) hasFault = true;
      isKnown = false;
      return () => (hasFault ? faulty : unknown);
    }
    if (typeof value === 'string') return named(value, written, place);
    if (!isPrimitive(value) && isGraphElement(value)) return element(value.asGraphElement(), written, place);
    return refuse(value, written, place, `it is ${describe(value)}${value === null ? `.${noSummaries}` : ''}`);
  }

  function element(found: Tensor | Operation, written: ts.Expression | undefined, place: SourceRange): Builder {
    if (found.graph !== graph) {
      if (!world.knowsDefaultGraph) isKnown = false;
      else {
        faults.push({
          code: 'wrong-graph',
          message: `${found} is not an element of the graph that this session runs.`,
          culprit: found,
          parameter: 'fetches',
          expression: written,
          place,
        });
      }
      return () => unknown;
    }
    const op = found instanceof Tensor ? found.op : found;
    if (!op.isFetchable) {
      return refuse(
        found,
        written,
        place,
        `'${op.name}' is inside a branch or a loop, of which only the results are given`,
      );
    }
    ranges.push({ element: found, range: place });
    if (found instanceof Tensor) {
      tensors.add(found);
      return (answer) => answer(found);
    }
    operations.add(found);
    return () => null;
  }

  function named(name: string, written: ts.Expression | undefined, place: SourceRange): Builder {
    if (!world.names.isSureOf(graph, name)) return unknownFetch();
    try {
      return element(graph.asGraphElement(name), written, place);
    } catch (error) {
      if (world.names.areAllHere(graph)) return refuse(name, written, place, (error as Error).message);
      return unknownFetch();
    }
  }

  function list(array: ArrayValue, written: ts.Expression | undefined, place: SourceRange): Builder {
    const { items } = array;
    if (!items) return unknownFetch();
    const builders = items.map((item, i) => read(item, itemOf(written, i), place));
    // A list whose items also answer to names, such as that of tf.nn.topK, gives one that does.
    const names = array.ownKeys.filter((key) => items.includes(array.own(key) as Value));
    return (answer) => {
      const answers = builders.map((build) => build(answer));
      const made = machine.array(answers);
      if (made instanceof ArrayValue) {
        for (const key of names) made.init(key, answers[items.indexOf(array.own(key) as Value)]);
      }
      return made;
    };
  }

  function map({ entries }: CollectionValue, place: SourceRange): Builder {
    if (!entries) return unknownFetch();
    const builders = [...entries].map(([key, value]) => [key, read(value, undefined, place)] as const);
    return (answer) => {
      const answers = new Map(builders.map(([key, build]) => [key, build(answer)]));
      return new CollectionValue(machine.prototypes.map, 'Map', answers);
    };
  }

  function record(object: ObjectValue, written: ts.Expression | undefined, place: SourceRange): Builder {
    if (object.isOpen) isKnown = false;
    const keys = object.ownKeys.filter((key) => typeof key === 'string');
    const builders = keys.map((key) => {
      const value = machine.get(object, key, machine.here);
      return [key, read(value, propertyOf(written, key), place)] as const;
    });
    return (answer) => (object.isOpen ? unknown : machine.object(builders.map(([key, build]) => [key, build(answer)])));
  }

  function refuse(value: Value, written: ts.Expression | undefined, place: SourceRange, reason: string): Builder {
    faults.push({
      code: 'fetch-invalid',
      message: `This cannot be fetched: ${reason.replace(/\.$/, '')}. Fetch tensors, operations, variables or their names.`,
      culprit: value,
      parameter: 'fetches',
      expression: written,
      place,
    });
    return () => unknown;
  }

  function isRecord(object: ObjectValue): boolean {
    return object.constructor === ObjectValue && (!object.prototype || object.prototype === machine.prototypes.object);
  }
}

/** What can stand for no graph element, whatever it holds. */
function isRefused(value: HeapObject): boolean {
  return value instanceof PromiseValue || value instanceof FunctionLike;
}

function describe(value: Value): string {
  if (value === null || value === undefined) return String(value);
  if (value instanceof PromiseValue) return 'a promise';
  if (!isPrimitive(value)) return `a ${value.constructor.name}`;
  return `the ${typeof value} ${String(value)}`;
}
