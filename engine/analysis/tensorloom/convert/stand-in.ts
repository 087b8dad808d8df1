/**
 * A tensor in the place of data whose elements are not known: numbers that only a run has, batches, sizes. It becomes a
 * node where the engine asks for one, as a plain value becomes a constant there, and so gets the name that the constant
 * has in a run. It never holds the data.
 */

import type { AttrValue, DType, Graph, OutputInfo, PartialValue, Tensor, TensorShape } from '../../../graph/index.ts';
import { type Doubt, isInGraph, type World } from '../world.ts';

export interface StandInSpec {
  readonly dtype: DType;
  readonly shape: TensorShape;
  readonly value?: PartialValue | undefined;
  /** What the engine would call the constant: the parameter it is for. */
  readonly name: string;
  /** The type that the data has by itself, whatever stands beside it. */
  readonly naturalType: DType;
  readonly doubt: Doubt | undefined;
}

/** As a variable does, it stands for a tensor where one is expected. */
export class StandIn {
  readonly graph: Graph;
  readonly spec: StandInSpec;
  readonly #world: World;
  #tensor: Tensor | undefined;

  constructor(world: World, graph: Graph, spec: StandInSpec) {
    this.#world = world;
    this.graph = graph;
    this.spec = spec;
  }

  get dtype(): DType {
    return this.spec.dtype;
  }
  get shape(): TensorShape {
    return this.spec.shape;
  }
  get naturalType(): DType {
    return this.spec.naturalType;
  }

  asGraphElement(): Tensor {
    return this.value();
  }
  value(): Tensor {
    if (!this.#tensor || !isInGraph(this.#tensor.op)) {
      this.#tensor = addStandIn(this.#world, this.graph, this.spec, this.spec.name);
    }
    return this.#tensor;
  }
}

/** A constant of which the elements are not known. */
export function addStandIn(
  world: World,
  graph: Graph,
  spec: Omit<StandInSpec, 'name' | 'naturalType'>,
  name: string,
): Tensor {
  const { dtype, shape, value } = spec;
  const output: OutputInfo = { dtype, shape, value: dtype === 'int32' || dtype === 'int64' ? value : undefined };
  const type: AttrValue = { kind: 'type', value: dtype };
  const made = graph.addOperation({ type: 'Const', name, inputs: [], attributes: { dtype: type }, outputs: [output] });
  if (spec.doubt) world.doubt(made, spec.doubt);
  return made.outputs[0];
}

/** A tensor of which nothing but type and shape is known, under a name that no program has. */
export function addArgument(world: World, graph: Graph, dtype: DType, shape: TensorShape, name: string): Tensor {
  const made = graph.addOperation({
    // TensorFlow's own type for what a function is given.
    type: '_Arg',
    name: freeName(graph, name),
    inputs: [],
    attributes: { T: { kind: 'type', value: dtype } },
    outputs: [{ dtype, shape }],
  });
  world.doubt(made, 'shape');
  return made.outputs[0];
}

/** `name`, or with a number after it, as an absolute name that takes none from the program's scopes. */
export function freeName(graph: Graph, name: string): string {
  const clean = name.replace(/[^\w.\-/]/g, '_').replace(/^[^A-Za-z0-9.]+/, '') || 'arg';
  let free = clean;
  for (let i = 1; graph.findOperation(free); i++) free = `${clean}_${i}`;
  return `${free}/`;
}
