/** GraphDefs as plain data for people to look at, whoever wrote them and however broken they are. */

import type { FunctionDef, GraphDef, NodeDef } from '../formats/index.ts';
import { messageText } from './attribute-text.ts';
import { sourcesFrom } from './debug-info.ts';
import type { GraphDescription, NodeDescription } from './description.ts';
import { inputsOf, type NodeInputs } from './node-inputs.ts';
import { outputsOf } from './output-shapes.ts';
import { typeName } from './type-text.ts';

export interface DescribeOptions {
  /** Characters of an attribute's text; the rest is elided. Default 1024. */
  readonly attributeLength?: number;
}

export interface FunctionDescription {
  readonly name: string;
  /** `(x: float32, y: float32) -> (z: float32), 12 nodes`. */
  readonly signature: string;
}

export interface GraphDefDescription extends GraphDescription {
  /** Functions of the graph's library. Nodes that call them have the function's name as their operation. */
  readonly functions: readonly FunctionDescription[];
}

/** Attributes of one node that are described. */
const mostAttributes = 200;
/** Characters of all attributes of all nodes; beyond, they are elided to the least. */
const mostCharacters = 32 * 2 ** 20;
const leastLength = 40;

/**
 * Shapes come from `_output_shapes`, or are inferred. Nodes with the name of an earlier one, and inputs that name nothing,
 * stand as they do in the message. Never throws.
 */
export function describeGraphDef(graphDef: GraphDef, options: DescribeOptions = {}): GraphDefDescription {
  const { attributeLength = 1024 } = options;
  const nodes = graphDef.node;
  const positions = new Map<string, number>();
  for (const [i, { name }] of nodes.entries()) if (!positions.has(name)) positions.set(name, i);
  const functions = new Map<string, FunctionDef>();
  for (const each of graphDef.library?.function ?? []) if (each.signature) functions.set(each.signature.name, each);
  const inputs = nodes.map(inputsOf);
  const outputs = outputsOf({ nodes, inputs, order: readingOrder(inputs, positions), positions, functions });
  const sourceOf = sourcesFrom(graphDef.debugInfo);
  let characters = 0;
  const describe = (node: NodeDef, i: number): NodeDescription => {
    const length = characters < mostCharacters ? attributeLength : leastLength;
    const attributes = attributesOf(node, functions.get(node.op), length);
    for (const [name, value] of attributes) characters += name.length + value.length;
    const { data, controls } = inputs[i];
    const source = sourceOf(node.name);
    return {
      name: node.name,
      op: node.op,
      inputs: data.map(({ name, output }) => (output === 0 ? name : `${name}:${output}`)),
      controlInputs: controls,
      device: node.device,
      outputs: outputs[i],
      attributes,
      ...(source && { source }),
    };
  };
  return {
    nodes: nodes.map(describe),
    functions: [...functions.values()].map((each) => ({
      name: each.signature!.name,
      signature: signatureText(each, attributeLength),
    })),
  };
}

function attributesOf(node: NodeDef, called: FunctionDef | undefined, length: number): [string, string][] {
  const attributes: [string, string][] = [];
  // Not inlined: what it is called with and what it gives.
  if (called) attributes.push(['function', signatureText(called, length)]);
  for (const key of Object.keys(node.attr).sort()) {
    // Said by the outputs.
    if (key === '_output_shapes') continue;
    if (attributes.length >= mostAttributes) {
      attributes.push(['…', `${Object.keys(node.attr).length - mostAttributes} more`]);
      break;
    }
    attributes.push([key.slice(0, length), messageText(node.attr[key], length)]);
  }
  return attributes;
}

function signatureText({ signature, nodeDef }: FunctionDef, length: number): string {
  const list = (args: readonly { name: string; type: number; typeAttr: string }[]) =>
    args
      .slice(0, 100)
      .map(({ name, type, typeAttr }) => `${name}: ${type === 0 ? typeAttr || '?' : typeName(type)}`)
      .join(', ');
  const text = `(${list(signature!.inputArg)}) -> (${list(signature!.outputArg)}), ${nodeDef.length} nodes`;
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** Positions of nodes, each after what it reads as far as loops allow. */
function readingOrder(inputs: readonly NodeInputs[], positions: ReadonlyMap<string, number>): Uint32Array {
  const order = new Uint32Array(inputs.length);
  const state = new Uint8Array(inputs.length);
  const [entered, placed] = [1, 2];
  let count = 0;
  // As recursion over inputs, with a stack of its own: graphs are deeper than calls may be.
  const stack: { node: number; next: number }[] = [];
  for (let root = 0; root < inputs.length; root++) {
    if (state[root] !== 0) continue;
    state[root] = entered;
    stack.push({ node: root, next: 0 });
    while (stack.length > 0) {
      const frame = stack[stack.length - 1];
      const { data } = inputs[frame.node];
      if (frame.next === data.length) {
        state[frame.node] = placed;
        order[count++] = frame.node;
        stack.pop();
        continue;
      }
      const input = positions.get(data[frame.next++].name);
      if (input === undefined || state[input] !== 0) continue;
      state[input] = entered;
      stack.push({ node: input, next: 0 });
    }
  }
  return order;
}
