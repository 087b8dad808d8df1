/** Takes a nest of fetches apart into tensors and operations, and puts the answers back into the same structure. */

import { type Graph, isGraphElement, Operation, Tensor, TensorloomError } from '../graph/index.ts';

/** A fetch that is none. */
export class FetchError extends TensorloomError {}

export interface ParsedFetches {
  /** Distinct tensors, in order of first mention. */
  readonly tensors: readonly Tensor[];
  readonly targets: readonly Operation[];
  /** The structure asked for, filled with what `answer` gives for each tensor and null for operations. */
  build(answer: (tensor: Tensor) => unknown): unknown;
}

type Builder = (answer: (tensor: Tensor) => unknown) => unknown;

/** @throws FetchError with TensorFlow's text for anything that is not of the graph. */
export function parseFetches(graph: Graph, fetches: unknown): ParsedFetches {
  const tensors = new Set<Tensor>();
  const targets = new Set<Operation>();
  const build = parse(fetches);
  return { tensors: [...tensors], targets: [...targets], build };

  function parse(fetch: unknown): Builder {
    if (Array.isArray(fetch)) {
      const items = fetch.map(parse);
      // A list whose items also answer to names, such as that of tf.nn.topK, gives one that does.
      const names = Object.entries(fetch)
        .slice(fetch.length)
        .map(([name, item]) => [name, fetch.indexOf(item)] as const);
      return (answer) => {
        const answers = items.map((item) => item(answer));
        return names.length === 0
          ? answers
          : Object.assign(answers, Object.fromEntries(names.map(([name, at]) => [name, answers[at]])));
      };
    }
    if (fetch instanceof Map) {
      const entries = [...fetch].map(([key, value]) => [key, parse(value)] as const);
      return (answer) => new Map(entries.map(([key, item]) => [key, item(answer)]));
    }
    if (isPlainObject(fetch)) {
      const entries = Object.entries(fetch).map(([key, value]) => [key, parse(value)] as const);
      return (answer) => Object.fromEntries(entries.map(([key, item]) => [key, item(answer)]));
    }
    const element = resolve(fetch);
    if (element instanceof Tensor) {
      tensors.add(element);
      return (answer) => answer(element);
    }
    targets.add(element);
    return () => null;
  }

  function resolve(fetch: unknown): Tensor | Operation {
    const known =
      typeof fetch === 'string' || fetch instanceof Tensor || fetch instanceof Operation || isGraphElement(fetch);
    if (!known) {
      const type = fetch === null ? 'null' : typeof fetch === 'object' ? fetch.constructor.name : typeof fetch;
      throw new FetchError(
        `Fetch argument ${show(fetch)} has invalid type ${type}, must be a string or Tensor. ` +
          `(Can not convert a ${type} into a Tensor or Operation.)${fetch === null ? noSummaries : ''}`,
      );
    }
    try {
      const element = graph.asGraphElement(fetch);
      checkFetchable(element instanceof Tensor ? element.op : element);
      return element;
    } catch (error) {
      throw new FetchError(
        `Fetch argument ${show(fetch)} cannot be interpreted as a Tensor. (${(error as Error).message})`,
        undefined,
        { cause: error },
      );
    }
  }
}

function checkFetchable(op: Operation): void {
  if (op.isFetchable) return;
  throw new FetchError(
    `Operation '${op.name}' has been marked as not fetchable: it is inside a branch or a loop, of which only the results ` +
      'can be fetched.',
    op.describe(),
  );
}

const noSummaries = ' tf.summary.mergeAll() gives null where no summary was made before it.';

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || isGraphElement(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
