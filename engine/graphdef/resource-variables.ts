/**
 * Resource variables, as Keras and later TensorFlows write them, into reference variables, which this engine has. Names
 * stay, so that checkpoints, collections and signatures fit.
 *
 * A `ReadVariableOp` copies what the variable holds when it runs; an `Identity` of a reference hands on the variable
 * itself. So a read becomes an `Identity` of such an `Identity`: what it gives does not change any more.
 */

import { create, type NodeDef, NodeDefSchema } from '../formats/index.ts';
import { findOp } from '../ops/index.ts';

/** The nodes without resource variables; the same list where there are none. */
export function withReferenceVariables(nodes: readonly NodeDef[]): readonly NodeDef[] {
  if (!nodes.some(({ op }) => op === 'VarHandleOp')) return nodes;
  return new Conversion(nodes).run();
}

/** Operation types whose attributes say the same under other names. */
const renamed: Readonly<Record<string, string>> = {
  AssignVariableOp: 'Assign',
  AssignAddVariableOp: 'AssignAdd',
  AssignSubVariableOp: 'AssignSub',
  VarIsInitializedOp: 'IsVariableInitialized',
  VariableShape: 'Shape',
  ResourceGather: 'Gather',
  ResourceGatherNd: 'GatherNd',
};

/** They do nothing to a reference. */
const idle = new Set(['DestroyResourceOp', 'DisableCopyOnRead']);

type Attributes = NodeDef['attr'];

class Conversion {
  readonly #nodes: ReadonlyMap<string, NodeDef>;
  readonly #names: Set<string>;
  /** The variable behind every node that gives a handle, or null. */
  readonly #variables = new Map<string, NodeDef | null>();
  readonly #byShared = new Map<string, NodeDef>();

  constructor(nodes: readonly NodeDef[]) {
    this.#nodes = new Map(nodes.map((node) => [node.name, node]));
    this.#names = new Set(this.#nodes.keys());
  }

  run(): NodeDef[] {
    return [...this.#nodes.values()].flatMap((node) => this.#converted(node));
  }

  #converted(node: NodeDef): NodeDef[] {
    if (this.#variableOf(node)) return [this.#handle(node)];
    const [handle] = node.input;
    const variable = handle === undefined ? undefined : this.#variableOfInput(handle);
    if (!variable) return [node];
    const input = node.input.map((each) => this.#source(each));
    const type: Attributes = { T: variable.attr.dtype };
    if (node.op === 'ReadVariableOp') return this.#read(node, input, type);
    const op = renamed[node.op] ?? node.op.replace(/^Resource(?=Apply|SparseApply|Scatter)/, '');
    // An update that only resource variables have keeps its name, which the import then says it does not know.
    const batchDims = node.attr.batch_dims?.value;
    // `Gather` has no axes in common with its indices.
    const isKnown = op !== node.op && findOp(op) && !(batchDims?.case === 'i' && batchDims.value !== 0n);
    if (!isKnown) return [idle.has(node.op) ? nothing(node) : node];
    return [{ ...node, op, input, attr: attributesFor(op, { ...node.attr, ...typesFor(op, variable) }) }];
  }

  #read(node: NodeDef, [reference, ...controls]: readonly string[], attr: Attributes): NodeDef[] {
    const name = this.#fresh(`${node.name}/ref`);
    const { device } = node;
    const held = create(NodeDefSchema, { name, op: 'Identity', input: [reference, ...controls], attr, device });
    return [held, { ...node, op: 'Identity', input: [name], attr: { ...withoutShapes(node.attr), ...attr } }];
  }

  /** What gives a handle gives a reference. */
  #handle(node: NodeDef): NodeDef {
    const variable = this.#variableOf(node)!;
    const attr = withoutShapes(node.attr);
    if (node === variable) return { ...node, op: 'VariableV2', attr: attributesFor('VariableV2', attr) };
    const input = node.input.map((each) => this.#source(each));
    if (node.op === 'Enter' || node.op === 'Switch') {
      return { ...node, op: `Ref${node.op}`, input, attr: { ...attr, T: variable.attr.dtype } };
    }
    return nothing({ ...node, input });
  }

  /** An input, past what only hands a handle on. */
  #source(input: string): string {
    const node = this.#nodes.get(nameOf(input));
    if (input.startsWith('^') || !node) return input;
    const variable = this.#variableOf(node);
    if (!variable || node === variable) return input;
    if (node.op === 'VarHandleOp') return variable.name;
    return node.op === 'Identity' ? this.#source(node.input[0]) : input;
  }

  #variableOfInput(input: string): NodeDef | null {
    const node = input.startsWith('^') ? undefined : this.#nodes.get(nameOf(input));
    return node ? this.#variableOf(node) : null;
  }

  #variableOf(node: NodeDef): NodeDef | null {
    const known = this.#variables.get(node.name);
    if (known !== undefined) return known;
    const found = this.#findVariable(node);
    this.#variables.set(node.name, found);
    return found;
  }

  #findVariable(node: NodeDef): NodeDef | null {
    if (/^(?:Identity|Enter|Switch)$/.test(node.op)) return this.#variableOfInput(node.input[0] ?? '^');
    if (node.op !== 'VarHandleOp') return null;
    // Handles of one shared name are one variable.
    const shared = sharedName(node);
    const first = shared === '' ? node : (this.#byShared.get(shared) ?? node);
    if (shared !== '') this.#byShared.set(shared, first);
    return first;
  }

  #fresh(name: string): string {
    let candidate = name;
    for (let i = 1; this.#names.has(candidate); i++) candidate = `${name}_${i}`;
    this.#names.add(candidate);
    return candidate;
  }
}

const nameOf = (input: string) => input.replace(/:\d+$/, '');

function sharedName({ attr }: NodeDef): string {
  const value = attr.shared_name?.value;
  return value?.case === 's' ? Buffer.from(value.value).toString() : '';
}

/** The attributes that say the variable's type: most have one, `T`. */
function typesFor(op: string, { attr: { dtype } }: NodeDef): Attributes {
  if (op === 'IsVariableInitialized') return { dtype };
  return op.startsWith('Gather') ? { Tparams: dtype } : { T: dtype };
}

/** Those that the type has; what it does not know is left out, but for what is said of any node (`_class`). */
function attributesFor(op: string, attr: Attributes): Attributes {
  const known = findOp(op)?.attributes ?? {};
  return Object.fromEntries(Object.entries(attr).filter(([name]) => name in known || name.startsWith('_')));
}

/** What was said of a handle's shape is not the variable's. */
function withoutShapes({ _output_shapes, ...attr }: Attributes): Attributes {
  return attr;
}

/** Only its order counts. */
function nothing(node: NodeDef): NodeDef {
  const input = node.input.map((each) => (each.startsWith('^') ? each : `^${nameOf(each)}`));
  return { ...node, op: 'NoOp', input: [...new Set(input)], attr: {} };
}
