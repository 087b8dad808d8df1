/** A node of a graph: a type, attributes, inputs and outputs. Made by Graph.addOperation, never by hand. */

import type { Attributes, AttrKind, AttrOf } from './attributes.ts';
import type { ControlFlowContext } from './control-flow.ts';
import { type FaultyOperation, GraphError, type SourceLocation } from './errors.ts';
import type { Graph } from './graph.ts';
import { type OutputInfo, Tensor } from './tensor.ts';

export interface OperationSpec {
  readonly type: string;
  readonly name: string;
  readonly inputs: readonly Tensor[];
  readonly controlInputs: readonly Operation[];
  readonly attributes: Attributes;
  readonly device: string;
  readonly outputs: readonly OutputInfo[];
  readonly source: SourceLocation | undefined;
  readonly controlFlow?: ControlFlowContext | null | undefined;
}

/** A node of a graph: a type, attributes, inputs and outputs. Functions make it. */
export class Operation {
  readonly graph: Graph;
  /** Position in creation order; inputs always have smaller ids, but for the back edges of loops. */
  readonly id: number;
  readonly name: string;
  readonly type: string;
  /** Changed by `Graph.replaceInput` only. */
  inputs: readonly Tensor[];
  /** Changed by `Graph.addControlInput` only. */
  controlInputs: readonly Operation[];
  readonly attributes: Attributes;
  readonly device: string;
  readonly outputs: readonly Tensor[];
  /** The branch or loop that it was made in; changed by `Graph.placeInControlFlow` only. */
  controlFlow: ControlFlowContext | null;
  /** False for what only branches and loops know: a run cannot give it, nor take it. */
  isFetchable = true;
  isFeedable = true;
  /** The line of the user's file that made it, where that is known. */
  readonly source: SourceLocation | undefined;

  /** @internal */
  constructor(graph: Graph, id: number, spec: OperationSpec) {
    this.graph = graph;
    this.id = id;
    this.name = spec.name;
    this.type = spec.type;
    this.inputs = spec.inputs;
    this.controlInputs = spec.controlInputs;
    this.attributes = spec.attributes;
    this.device = spec.device;
    this.source = spec.source;
    this.controlFlow = spec.controlFlow ?? null;
    this.outputs = spec.outputs.map((info, index) => new Tensor(this, index, info));
  }

  /** The value of an attribute of a known kind. @throws GraphError if it is absent or of another kind. */
  attr<K extends AttrKind>(name: string, kind: K): AttrOf<K> {
    const attribute = this.attributes[name];
    if (attribute?.kind !== kind) {
      const found = attribute ? `is of kind ${attribute.kind}` : 'is missing';
      throw new GraphError(`Attribute '${name}' of operation '${this.name}' (${this.type}) ${found}, not ${kind}.`);
    }
    return attribute.value as AttrOf<K>;
  }

  /** For error messages. */
  describe(): FaultyOperation {
    const inputShapes = this.inputs.map((input) => input.shape.toBrackets());
    return { name: this.name, type: this.type, inputShapes, ...(this.source && { source: this.source }) };
  }

  /** As TensorFlow prints it: `<tf.Operation 'n' type=T>`. */
  toString(): string {
    return `<tf.Operation '${this.name}' type=${this.type}>`;
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
