/** One value that is one of two of the engine's: a node of TensorFlow's own type for what comes from either branch. */

import { Variable } from '../../api/index.ts';
import { dimsEqual, isGraphElement, type Operation, Tensor, TensorShape } from '../../graph/index.ts';
import { isPrimitive, type Machine, unknown, type Value } from '../values/index.ts';
import { freeName } from './convert/stand-in.ts';
import { isInGraph, type World } from './world.ts';

export class Joins {
  readonly #world: World;
  /** By both tensors: joining them again gives the same node. */
  readonly #made = new Map<Tensor, Map<Tensor | TensorShape, Operation>>();
  /** Nodes that stand for all passes of a loop, with the axes that differ between them. */
  readonly #widened = new WeakMap<Operation, ReadonlySet<number>>();
  /** Those of which at least one side was a variable: they may have what a variable has. */
  readonly #ofVariables = new WeakSet<Operation>();

  constructor(world: World) {
    this.#world = world;
  }

  /** A value of which no more is known than that it is `a` or `b`. */
  join(a: Value, b: Value, machine: Machine): Value {
    if (a instanceof TensorShape && b instanceof TensorShape) return this.#shape(a, b);
    const [x, y] = [tensorOf(a), tensorOf(b)];
    if (!x || !y || x.graph !== y.graph || x.dtype !== y.dtype) return unknown;
    if (x === y && !(a instanceof Variable) && !(b instanceof Variable)) return x;
    // What was joined before, and is joined with one of its parts again, stays what it is.
    if (this.#isPart(x, y)) return x;
    if (this.#isPart(y, x)) return y;
    const merged = this.#node(x, y, [x, y], this.#general(x.shape, y.shape), machine);
    if (a instanceof Variable || b instanceof Variable) this.#ofVariables.add(merged.op);
    return merged;
  }

  /** A value that is `a` before a loop, and may be like `b` after a pass; nothing of `b`'s graph stays. */
  widen(a: Value, b: Value, machine: Machine): Value {
    if (a instanceof TensorShape && b instanceof TensorShape) return this.#shape(a, b);
    const [x, y] = [tensorOf(a), tensorOf(b)];
    if (!x || !y || x.graph !== y.graph || x.dtype !== y.dtype) return unknown;
    if (this.#covers(x, y.shape)) return x;
    const shape = this.#general(x.shape, y.shape);
    const merged = this.#node(x, x.shape.equals(y.shape) ? x.shape : y.shape, [x], shape, machine);
    this.#widened.set(merged.op, openAxes(shape, x.shape));
    if (a instanceof Variable || b instanceof Variable) this.#ofVariables.add(merged.op);
    return merged;
  }

  /** Whether `x`, the result of a widening, stands for tensors of that shape, too. */
  #covers(x: Tensor, shape: TensorShape): boolean {
    const open = this.#widened.get(x.op);
    if (!open) return false;
    if (!x.shape.dims || !shape.dims) return !x.shape.dims;
    const { dims } = shape;
    return (
      x.shape.dims.length === dims.length &&
      x.shape.dims.every((dim, axis) => open.has(axis) || dimsEqual(dim, dims[axis]))
    );
  }

  /** Whether the tensor may be a variable, with members that tensors lack. */
  mayBeVariable(tensor: Tensor): boolean {
    return this.#ofVariables.has(tensor.op);
  }

  #isPart(whole: Tensor, part: Tensor): boolean {
    const { type, inputs } = whole.op;
    return type === 'Merge' && inputs.includes(part) && whole.shape.equals(this.#general(whole.shape, part.shape));
  }

  #node(x: Tensor, key: Tensor | TensorShape, inputs: readonly Tensor[], shape: TensorShape, machine: Machine): Tensor {
    const others = this.#made.get(x) ?? new Map<Tensor | TensorShape, Operation>();
    this.#made.set(x, others);
    const known = others.get(key);
    if (known && isInGraph(known)) return known.outputs[0];
    const { graph, dtype } = x;
    const from = graph.lastId;
    const made = graph.addOperation({
      type: 'Merge',
      name: freeName(graph, `${x.op.name}_or_other`),
      inputs,
      attributes: { T: { kind: 'type', value: dtype }, N: { kind: 'int', value: inputs.length } },
      outputs: [
        { dtype, shape },
        { dtype: 'int32', shape: TensorShape.scalar },
      ],
    });
    this.#world.doubt(made, 'shape');
    this.#world.program.claimOperations(graph, from, machine.originOf(machine.here));
    others.set(key, made);
    return made.outputs[0];
  }

  #shape(a: TensorShape, b: TensorShape): TensorShape {
    return a.equals(b) ? a : this.#world.noteOpenShape(this.#general(a, b));
  }

  /** Sizes that both have, and new ones for those in which they differ. */
  #general(a: TensorShape, b: TensorShape): TensorShape {
    const [x, y] = [a.dims, b.dims];
    if (!x || !y || x.length !== y.length) return TensorShape.unknown;
    if (a.equals(b)) return a;
    return new TensorShape(x.map((dim, axis) => (dimsEqual(dim, y[axis]) ? dim : this.#world.freshSize())));
  }
}

/** The axes of which nothing is known any more. */
function openAxes(shape: TensorShape, before: TensorShape): ReadonlySet<number> {
  const axes = shape.dims?.flatMap((dim, axis) => (before.dims && dimsEqual(dim, before.dims[axis]) ? [] : [axis]));
  return new Set(axes);
}

/** The tensor that a value stands for in arithmetic. */
function tensorOf(value: Value): Tensor | undefined {
  if (value instanceof Tensor) return value;
  if (value instanceof Variable) return value.value();
  if (isPrimitive(value) || !isGraphElement(value)) return undefined;
  const element = value.asGraphElement();
  return element instanceof Tensor ? element : undefined;
}
