/**
 * Calls of functions, as TensorFlow 2 writes them into SavedModels, into the nodes of the functions: this engine's graphs
 * have none. A call stays as an `IdentityN` of what its function gives, so that its outputs keep their names.
 */

import {
  type OpDef_ArgDef as ArgDef,
  create,
  type FunctionDef,
  type GraphDef,
  type NodeDef,
  NodeDefSchema,
} from '../formats/index.ts';
import { GraphError } from '../graph/index.ts';
import { findOp } from '../ops/index.ts';

type Attributes = NodeDef['attr'];

/** As deep as calls go in one another; more is a function that calls itself. */
const mostLevels = 100;

/**
 * The nodes of a GraphDef with none that call its functions.
 * @throws GraphError for a function that is not there, or calls itself
 */
export function withoutCalls({ node: nodes, library }: GraphDef): readonly NodeDef[] {
  const functions = new Map(library?.function.map((each) => [each.signature?.name ?? '', each]));
  if (functions.size === 0) return nodes;
  const inlining = new Inlining(functions);
  return nodes.flatMap((node) => inlining.expanded(node, 0));
}

class Inlining {
  readonly #functions: ReadonlyMap<string, FunctionDef>;

  constructor(functions: ReadonlyMap<string, FunctionDef>) {
    this.#functions = functions;
  }

  expanded(node: NodeDef, level: number): NodeDef[] {
    const name = this.#calledBy(node);
    if (name === undefined) return [node];
    const called = this.#functions.get(name);
    if (!called?.signature) {
      throw new GraphError(`Node '${node.name}' (${node.op}) calls '${name}', which is no function of the GraphDef.`);
    }
    if (level > mostLevels) throw new GraphError(`Node '${node.name}': the function '${name}' calls itself.`);
    const call = new Call(node, called, (inner) => this.#outputsOf(inner));
    return [...call.body().flatMap((inner) => this.expanded(inner, level + 1)), call.results()];
  }

  #calledBy(node: NodeDef): string | undefined {
    if (this.#functions.has(node.op)) return node.op;
    if (!/^(?:Stateful)?PartitionedCall$/.test(node.op)) return undefined;
    const value = node.attr.f?.value;
    return value?.case === 'func' ? value.value.name : '';
  }

  /** Arguments of a node's outputs; undefined for one of a type that has a single output, or that nobody knows. */
  #outputsOf(node: NodeDef): readonly Sized[] | undefined {
    const called = this.#functions.get(node.op);
    if (called) return called.signature?.outputArg.map((arg) => ({ name: arg.name, count: countOf(arg, node.attr) }));
    const def = findOp(node.op);
    return def?.outputArgs.map(({ name, numberAttr, typeListAttr }) => ({
      name,
      count: countOf({ numberAttr: numberAttr ?? '', typeListAttr: typeListAttr ?? '' }, node.attr),
    }));
  }
}

interface Sized {
  readonly name: string;
  /** How many tensors the argument stands for. */
  readonly count: number;
}

function countOf({ numberAttr, typeListAttr }: Pick<ArgDef, 'numberAttr' | 'typeListAttr'>, attr: Attributes): number {
  if (numberAttr) {
    const value = attr[numberAttr]?.value;
    return value?.case === 'i' ? Number(value.value) : 1;
  }
  if (!typeListAttr) return 1;
  const value = attr[typeListAttr]?.value;
  return value?.case === 'list' ? value.value.type.length : 1;
}

/** One call, with the names that its function's nodes get: the call's own before them. */
class Call {
  readonly #node: NodeDef;
  readonly #called: FunctionDef;
  readonly #outputsOf: (node: NodeDef) => readonly Sized[] | undefined;
  readonly #inner: ReadonlyMap<string, NodeDef>;
  readonly #arguments: ReadonlyMap<string, string>;
  readonly #controls: readonly string[];

  constructor(node: NodeDef, called: FunctionDef, outputsOf: (node: NodeDef) => readonly Sized[] | undefined) {
    this.#node = node;
    this.#called = called;
    this.#outputsOf = outputsOf;
    this.#inner = new Map(called.nodeDef.map((inner) => [inner.name, inner]));
    const data = node.input.filter((input) => !input.startsWith('^'));
    this.#controls = node.input.filter((input) => input.startsWith('^'));
    this.#arguments = new Map(called.signature!.inputArg.map(({ name }, i) => [name, data[i]]));
  }

  body(): NodeDef[] {
    return this.#called.nodeDef.map((inner) => {
      const input = inner.input.map((each) => this.#input(each));
      // What begins in the function waits for what the call waits for.
      const begins = !inner.input.some((each) => this.#inner.has(each.replace(/^\^|:.*$/g, '')));
      return create(NodeDefSchema, {
        ...inner,
        name: this.#named(inner.name),
        input: begins ? [...input, ...this.#controls.filter((each) => !input.includes(each))] : input,
        attr: this.#attributes(inner.attr),
      });
    });
  }

  /** In the call's place: what the function gives, after its effects. */
  results(): NodeDef {
    const { name, device } = this.#node;
    const { outputArg } = this.#called.signature!;
    const effects = Object.values(this.#called.controlRet).map((each) => `^${this.#named(each)}`);
    const controls = [...new Set([...this.#controls, ...effects])];
    if (outputArg.length === 0) return create(NodeDefSchema, { name, device, op: 'NoOp', input: controls });
    const input = outputArg.map((arg) => this.#input(this.#called.ret[arg.name] ?? arg.name));
    return create(NodeDefSchema, {
      name,
      device,
      op: 'IdentityN',
      input: [...input, ...controls],
      attr: { T: { value: { case: 'list', value: { type: outputArg.map((arg) => this.#typeOf(arg)) } } } },
    });
  }

  #typeOf({ type, typeAttr }: ArgDef): ArgDef['type'] {
    const value = this.#node.attr[typeAttr]?.value;
    return value?.case === 'type' ? value.value : type;
  }

  #named(inner: string): string {
    return `${this.#node.name}/${inner}`;
  }

  /** An argument (`x`), another node's output (`node:argument:0`) or a node to wait for (`^node`), as the graph has it. */
  #input(input: string): string {
    const isControl = input.startsWith('^');
    const [name, argument, index = '0'] = input.slice(isControl ? 1 : 0).split(':');
    const given = this.#arguments.get(name);
    if (given !== undefined && !this.#inner.has(name)) return isControl ? `^${given.replace(/:\d+$/, '')}` : given;
    if (isControl) return `^${this.#named(name)}`;
    const node = this.#inner.get(name);
    if (!node) {
      throw new GraphError(`Node '${this.#node.name}': its function reads '${input}', which is not in it.`);
    }
    return `${this.#named(name)}:${this.#firstOf(node, argument) + Number(index)}`;
  }

  /** Where the tensors of an output's argument begin among all outputs. */
  #firstOf(node: NodeDef, argument: string | undefined): number {
    const outputs = this.#outputsOf(node);
    if (!outputs) return 0;
    const at = outputs.findIndex(({ name }) => name === argument);
    if (at >= 0) return outputs.slice(0, at).reduce((sum, { count }) => sum + count, 0);
    throw new GraphError(
      `Node '${this.#node.name}': its function reads '${argument}' of '${node.name}' (${node.op}), which has no such output.`,
    );
  }

  /** Attributes of a function that is written for several types are filled in by the call. */
  #attributes(attr: Attributes): Attributes {
    const func = this.#node.attr.f?.value;
    const given: Attributes = func?.case === 'func' ? func.value.attr : this.#node.attr;
    return Object.fromEntries(
      Object.entries(attr).map(([key, each]) => {
        const filled = each.value.case === 'placeholder' ? given[each.value.value] : undefined;
        return [key, filled ?? each];
      }),
    );
  }
}
