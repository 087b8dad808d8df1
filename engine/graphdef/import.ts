/** GraphDef messages into graphs, as `tf.import_graph_def`. */

import {
  decodeGraphDef,
  FormatError,
  type GraphDef,
  GraphDefSchema,
  type NodeDef,
  parsePbtxt,
} from '../formats/index.ts';
import {
  type Attributes,
  type AttrValue,
  type Graph,
  GraphError,
  getDefaultGraph,
  LookupError,
  type Operation,
  ShapeError,
  type Tensor,
} from '../graph/index.ts';
import { getOp, inferOutputs, type RegisteredOp } from '../ops/index.ts';
import { decodeAttribute } from './attributes.ts';
import { checkInputs } from './check-inputs.ts';
import { withoutCalls } from './inline-functions.ts';
import { withReferenceVariables } from './resource-variables.ts';
import { isMerge, isNextIteration, topologicalOrder } from './topological-order.ts';

export interface ImportOptions {
  /** Tensors of the graph to use in place of tensors of the GraphDef, by the latter's names. */
  readonly inputMap?: Readonly<Record<string, Tensor>>;
  /** Names of operations (`a`) and tensors (`a:0`) to give back. */
  readonly returnElements?: readonly string[];
  /** Prefix of the names; '' for none. Default `import`. */
  readonly name?: string;
  readonly graph?: Graph;
}

/**
 * Adds the nodes of a GraphDef to the default graph.
 * @param source the message, its bytes, or its text form
 * @throws FormatError for a malformed message, LookupError for an operation type this engine does not have, GraphError
 *   for what does not fit together.
 */
export function importGraphDef(
  source: GraphDef | Uint8Array | string,
  options: ImportOptions = {},
): (Tensor | Operation)[] {
  const graphDef = readSource(source);
  const graph = options.graph ?? getDefaultGraph();
  const name = options.name ?? 'import';
  return name === ''
    ? new Import(graph, graphDef, options, graph.currentNameScope).run()
    : graph.withNameScope(name, (scope) => new Import(graph, graphDef, options, scope).run());
}

function readSource(source: GraphDef | Uint8Array | string): GraphDef {
  // Fields of later TensorFlows are passed over, as the binary form does.
  if (typeof source === 'string') {
    return parsePbtxt(GraphDefSchema, source, { what: 'the GraphDef', allowUnknownFields: true });
  }
  return source instanceof Uint8Array ? decodeGraphDef(source) : source;
}

function functionalControlFlow({ name, op }: NodeDef): LookupError {
  return new LookupError(
    `Node '${name}' is a ${op}, a branch or loop of functions, as TensorFlow 2 writes them. Freeze the model there with ` +
      'convert_variables_to_constants_v2, which writes the nodes of TensorFlow 1.',
  );
}

class Import {
  readonly #graph: Graph;
  readonly #nodes: readonly NodeDef[];
  readonly #nodesByName: ReadonlyMap<string, NodeDef>;
  readonly #options: ImportOptions;
  readonly #prefix: string;
  readonly #operations = new Map<string, Operation>();
  readonly #usedMappings = new Set<string>();
  /** Inputs of merges that are made after them. */
  readonly #backEdges: { readonly node: NodeDef; readonly index: number; readonly input: string }[] = [];

  constructor(graph: Graph, graphDef: GraphDef, options: ImportOptions, prefix: string) {
    this.#graph = graph;
    const nodes = withReferenceVariables(withoutCalls(graphDef));
    this.#nodes = topologicalOrder(nodes);
    this.#nodesByName = new Map(nodes.map((node) => [node.name, node]));
    this.#options = options;
    this.#prefix = prefix;
  }

  run(): (Tensor | Operation)[] {
    for (const node of this.#nodes) this.#operations.set(node.name, this.#addNode(node));
    for (const { node, index, input } of this.#backEdges) this.#closeLoop(node, index, input);
    const unused = Object.keys(this.#options.inputMap ?? {}).filter((key) => !this.#usedMappings.has(normalName(key)));
    if (unused.length > 0) {
      throw new GraphError(`Attempted to map inputs that were not found in graph_def: [${unused.join(', ')}].`);
    }
    return (this.#options.returnElements ?? []).map((name) => this.#element(name));
  }

  #addNode(node: NodeDef): Operation {
    if (/^(?:Stateless)?(?:If|While|Case)$/.test(node.op)) throw functionalControlFlow(node);
    const def = getOp(node.op);
    const data = node.input.filter((input) => !input.startsWith('^'));
    const controls = node.input.filter((input) => input.startsWith('^')).map((input) => input.slice(1));
    const inputs = this.#inputs(node, data);
    const attributes = this.#attributes(node, def);
    const { _output_shapes: shapes, ...kept } = attributes;
    checkInputs(def, inputs, kept, node.name);
    const name = this.#prefix + node.name;
    const known = inputs.map(({ dtype, shape, partialValue }) => ({ dtype, shape, value: partialValue }));
    const inference = inferOutputs(def, name, known, kept);
    if (inference.fault) {
      const inputShapes = inputs.map((input) => input.shape.toBrackets());
      throw new ShapeError(
        `${inference.fault.message} for '${name}' (op: '${node.op}') with input shapes: ${inputShapes.join(', ')}.`,
        { name, type: node.op, inputShapes },
      );
    }
    const op = this.#graph.addOperation({
      type: node.op,
      name: `${name}/`,
      inputs,
      controlInputs: controls.map((control) => this.#operation(control, node)),
      attributes: kept,
      ...(node.device && { device: node.device }),
      outputs: inference.outputs,
    });
    if (shapes?.kind === 'shapes') {
      // What the writer knew of the shapes, where inference here knows less.
      op.outputs.forEach((output, i) => {
        const written = shapes.value[i];
        if (written && output.shape.isCompatibleWith(written)) output.setShape(written);
      });
    }
    return op;
  }

  /** What a loop hands on is not there when its merge is made: until then, what enters stands in its place. */
  #inputs(node: NodeDef, data: readonly string[]): Tensor[] {
    if (!isMerge(node)) return data.map((input) => this.#tensor(input, node));
    const isBack = (input: string) => {
      const source = this.#nodesByName.get(splitTensorName(input)[0]);
      return source !== undefined && isNextIteration(source);
    };
    const entering = data.find((input) => !isBack(input));
    if (entering === undefined) throw new GraphError(`Node '${node.name}': nothing enters the loop that it begins.`);
    return data.map((input, index) => {
      if (!isBack(input)) return this.#tensor(input, node);
      this.#backEdges.push({ node, index, input });
      return this.#tensor(entering, node);
    });
  }

  #closeLoop(node: NodeDef, index: number, input: string): void {
    const merge = this.#operation(node.name, node);
    const tensor = this.#tensor(input, node);
    if (tensor.dtype !== merge.outputs[0].dtype) {
      throw new GraphError(
        `Node '${node.name}': its input '${input}' is ${tensor.dtype}, not ${merge.outputs[0].dtype}.`,
      );
    }
    this.#graph.replaceInput(merge, index, tensor);
  }

  #attributes(node: NodeDef, def: RegisteredOp): Attributes {
    const attributes: Record<string, AttrValue> = {};
    for (const [key, message] of Object.entries(node.attr)) {
      const expected = def.attributes[key]?.kind ?? (key === '_output_shapes' ? 'shapes' : undefined);
      const what = `attribute '${key}' of node '${node.name}'`;
      const value = decodeAttribute(message, what, expected, (axis) => `${this.#prefix}${node.name}.${axis}`);
      attributes[key] = this.#prefixed(key, value);
      if (expected && value.kind !== expected) {
        throw new FormatError({ what, problem: `it is of kind ${value.kind}, where ${node.op} has ${expected}` });
      }
    }
    for (const [key, spec] of Object.entries(def.attributes)) {
      if (attributes[key]) continue;
      if (spec.default === undefined) {
        throw new FormatError({ what: `node '${node.name}' (${node.op})`, problem: `attribute '${key}' is missing` });
      }
      attributes[key] = { kind: spec.kind, value: spec.default } as AttrValue;
    }
    return attributes;
  }

  /** Colocation names operations (`loc:@x`). A loop's frame has a name of its own: two imports are two loops. */
  #prefixed(key: string, value: AttrValue): AttrValue {
    if (key === 'frame_name' && value.kind === 'string') return { ...value, value: `${this.#prefix}${value.value}` };
    if (key !== '_class' || value.kind !== 'strings') return value;
    return {
      kind: 'strings',
      value: value.value.map((text) => String(text).replace(/^loc:@/, `loc:@${this.#prefix}`)),
    };
  }

  #tensor(input: string, node: NodeDef): Tensor {
    const mapped = this.#options.inputMap?.[input] ?? this.#options.inputMap?.[normalName(input)];
    if (mapped) {
      this.#usedMappings.add(normalName(input));
      return mapped;
    }
    const [name, index = '0'] = splitTensorName(input);
    const tensor = this.#operation(name, node).outputs[Number(index)];
    if (tensor) return tensor;
    throw new GraphError(`Node '${node.name}': its input '${input}' names output ${index} of a node that has fewer.`);
  }

  #operation(name: string, node: NodeDef): Operation {
    const op = this.#operations.get(name);
    if (op) return op;
    throw new GraphError(`Node '${node.name}': its input '${name}' is not found in the GraphDef.`);
  }

  #element(name: string): Tensor | Operation {
    const [opName, index] = splitTensorName(name);
    const op = this.#operations.get(opName);
    const element = index === undefined ? op : op?.outputs[Number(index)];
    if (!element) throw new GraphError(`Requested return element '${name}' not found in graph_def.`);
    return element;
  }
}

function splitTensorName(name: string): [name: string, index?: string] {
  const match = /^(.*):(\d+)$/.exec(name);
  return match ? [match[1], match[2]] : [name];
}
function normalName(name: string): string {
  const [op, index = '0'] = splitTensorName(name);
  return `${op}:${index}`;
}
