/** A loop in the graph, node by node as TensorFlow writes it. */

import {
  callUser,
  type Dim,
  DTypeError,
  dimsEqual,
  type Graph,
  GraphError,
  GraphKeys,
  isKnown,
  parseShape,
  ShapeError,
  type ShapeLike,
  type Tensor,
  TensorShape,
} from '../../graph/index.ts';
import { addOp, op, WhileContext } from '../../ops/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { likeGiven, toTensor } from './hand-on.ts';
import { checkSameNest, flatten, packAs, zipNest } from './nest.ts';

export interface LoopParts {
  readonly condition: (...variables: unknown[]) => TensorLike;
  /** Gives a list, as the variables are. */
  readonly body: (...variables: unknown[]) => unknown;
  readonly variables: readonly unknown[];
  readonly shapes: unknown;
  readonly parallelIterations: number;
  readonly backProp: boolean;
}

/** @returns The variables after the last pass, in their structure. */
export function buildLoop(graph: Graph, parts: LoopParts): unknown[] {
  const given = flatten(parts.variables);
  const starts = given.map((value) => toTensor(value));
  const shapes = starts.map(({ shape }) => shape);
  if (parts.shapes !== null) {
    zipNest(parts.variables, parts.shapes, 'shapeInvariants').forEach((shape, i) => {
      shapes[i] = invariant(starts[i], shape as ShapeLike);
    });
  }
  while (true) {
    const loop = new LoopBuilder(graph, parts, starts, shapes);
    const { results, changing } = builtOrTakenBack(graph, loop);
    if (changing.length === 0) {
      if (!graph.controlFlow) graph.collections.add(GraphKeys.WHILE_CONTEXT, loop.context);
      return packAs(parts.variables, likeGiven(given, results)) as unknown[];
    }
    // What was taken for one size is another in each pass: built again, it is open.
    for (const { variable, axis } of changing) {
      const dims = [...shapes[variable].dims!];
      dims[axis] = freshSize(axis);
      shapes[variable] = new TensorShape(dims);
    }
  }
}

interface Built {
  readonly results: readonly Tensor[];
  /** Sizes that the loop was built with, and that do not stay. Then it is not in the graph. */
  readonly changing: readonly { readonly variable: number; readonly axis: number }[];
}

function builtOrTakenBack(graph: Graph, loop: LoopBuilder): Built {
  const mark = graph.mark();
  try {
    const results = loop.build();
    const changing = loop.changingSizes();
    if (changing.length > 0) graph.rollback(mark);
    return { results, changing };
  } finally {
    graph.release(mark);
  }
}

const freshSize = (axis: number): Dim => parseShape(Array.from({ length: axis + 1 }, () => null)).dims![axis];

function invariant(start: Tensor, given: ShapeLike): TensorShape {
  const shape = parseShape(given);
  if (fits(start.shape, shape)) return shape;
  throw new ShapeError(
    `The shape invariant specified for ${start.name} is not compatible with the initial shape of the loop variable. It ` +
      `enters the loop with shape ${start.shape}, but the specified shape invariant is ${shape}.`,
    start.op.describe(),
  );
}

/** Whether `special` says all that `general` says. */
function fits(special: TensorShape, general: TensorShape): boolean {
  if (!general.dims) return true;
  if (special.dims?.length !== general.dims.length) return false;
  return general.dims.every((dim, axis) => !isKnown(dim) || dim === special.dims![axis]);
}

class LoopBuilder {
  readonly #graph: Graph;
  readonly #parts: LoopParts;
  readonly #starts: readonly Tensor[];
  readonly #shapes: readonly TensorShape[];
  readonly context: WhileContext;
  #next: readonly Tensor[] = [];

  constructor(graph: Graph, parts: LoopParts, starts: readonly Tensor[], shapes: readonly TensorShape[]) {
    this.#graph = graph;
    this.#parts = parts;
    this.#starts = starts;
    this.#shapes = shapes;
    this.context = new WhileContext(graph, parts);
  }

  build(): Tensor[] {
    const context = this.context;
    const enters = this.#starts.map((start, i) => this.#enter(start, this.#shapes[i]));
    context.enters.push(...enters);
    return context.within(() => {
      const merges = enters.map((enter) => op('Merge', [[enter, enter]]));
      context.pivotForCondition = merges[0];
      const packed = this.#packed(merges);
      const condition = convertToTensor(
        unpromised(
          callUser(() => this.#parts.condition(...packed)),
          'cond',
        ),
      );
      context.condition = op('LoopCond', [condition]);
      const switches = merges.map(
        (merge) => addOp('Switch', [merge, context.condition!], {}, { colocateWith: merge.op }).outputs,
      );
      this.#next = this.#body(switches.map(([, goesOn]) => op('Identity', [goesOn])));
      this.#next.forEach((next, i) => {
        this.#closeLoop(merges[i], next, i);
      });
      const exits = switches.map(([leaves]) => op('Exit', [leaves]));
      context.exits.push(...exits);
      context.giveResults(exits);
      return exits;
    });
  }

  #enter(start: Tensor, shape: TensorShape): Tensor {
    const { outer } = this.context;
    const entered = this.context.enter(outer ? outer.capture(start) : start);
    entered.setShape(shape);
    this.context.know(entered);
    return entered;
  }

  #body(current: readonly Tensor[]): readonly Tensor[] {
    this.context.pivotForBody = current[0];
    const given = unpromised(
      callUser(() => this.#parts.body(...this.#packed(current))),
      'body',
    );
    checkSameNest(this.#parts.variables, given, "'body' must return what 'loopVars' has.");
    return flatten(given).map((item, i) => {
      const value = unpromised(item, 'body');
      if (value === null || value === undefined)
        throw new GraphError("None values not supported: 'body' returned null.");
      return toTensor(value, current[i].dtype);
    });
  }

  #packed(tensors: readonly Tensor[]): unknown[] {
    const { variables } = this.#parts;
    return packAs(variables, likeGiven(flatten(variables), tensors)) as unknown[];
  }

  #closeLoop(merge: Tensor, next: Tensor, index: number): void {
    const start = this.#starts[index];
    if (next.dtype !== merge.dtype) {
      throw new DTypeError(
        `Input tensor '${start.name}' enters the loop with type ${start.dtype}, but has type ${next.dtype} after one iteration.`,
        next.op.describe(),
      );
    }
    const handed = op('NextIteration', [next]);
    if (!fits(handed.shape, merge.shape)) {
      throw new ShapeError(
        `Input tensor '${start.name}' enters the loop with shape ${start.shape}, but has shape ${handed.shape} after one ` +
          'iteration. To allow the shape to vary across iterations, use the `shapeInvariants` argument of tf.whileLoop to ' +
          'specify a less-specific shape.',
        // Where the two cannot be equal, it is the inputs' fault; else only that too little is known.
        {
          ...next.op.describe(),
          ...(!merge.shape.isCompatibleWith(handed.shape) && { inputs: [start.name, next.name] }),
        },
      );
    }
    this.#graph.replaceInput(merge.op, 1, handed);
  }

  /** Sizes that a variable was taken to keep, and does not. */
  changingSizes(): { readonly variable: number; readonly axis: number }[] {
    return this.#next.flatMap(({ shape: next }, variable) => {
      const { dims } = this.#shapes[variable];
      if (!dims) return [];
      return dims.flatMap((dim, axis) => {
        const keeps = isKnown(dim) || dimsEqual(dim, next.dims![axis]) || this.#isOpen(variable, axis);
        return keeps ? [] : [{ variable, axis }];
      });
    });
  }
  /** Nothing outside the loop has this size, so nothing was taken for granted. */
  #isOpen(variable: number, axis: number): boolean {
    const { dims } = this.#starts[variable].shape;
    return !dims || !dimsEqual(this.#shapes[variable].dims![axis], dims[axis]);
  }
}

function unpromised<T>(value: T, name: string): T {
  if (typeof (value as { then?: unknown } | null | undefined)?.then !== 'function') return value;
  throw new GraphError(`'${name}' returned a promise. A loop must be built before other code runs.`);
}
