/** A part of a graph as ONNX nodes: operations one by one, inputs first. */

import type { NdArray, Operation, Tensor } from '../graph/index.ts';
import { isControlFlow } from './branches.ts';
import { OnnxBuilder } from './builder.ts';
import { Conversion, cannotConvert } from './conversion.ts';
import { converters } from './convert/index.ts';
import { type Known, neededFor, sourceOf, valueOf } from './needed.ts';
import type { Node, Value } from './value.ts';

/** Tensors by the names that they have in the file. */
export type NamedTensors = ReadonlyMap<string, Tensor>;

export interface ConvertedGraph {
  readonly nodes: readonly Node[];
  readonly constants: ReadonlyMap<string, NdArray>;
}

/** @throws GraphError that names an operation which ONNX, or this library, has nothing for. */
export function convertGraph(inputs: NamedTensors, outputs: NamedTensors, known: Known, opset: number): ConvertedGraph {
  const converter = new GraphConverter(inputs, outputs, known, opset);
  for (const [key, tensor] of outputs) converter.addOutput(key, tensor);
  return converter.finish([...outputs.keys()]);
}

class GraphConverter {
  readonly #b: OnnxBuilder;
  readonly #values = new Map<Tensor, Value>();
  readonly #inputs: ReadonlySet<Tensor>;
  readonly #known: Known;
  readonly #opset: number;

  constructor(inputs: NamedTensors, outputs: NamedTensors, known: Known, opset: number) {
    this.#b = new OnnxBuilder([...inputs.keys(), ...outputs.keys()]);
    this.#inputs = new Set(inputs.values());
    this.#known = known;
    this.#opset = opset;
    for (const [name, tensor] of inputs) this.#values.set(tensor, { name, dtype: tensor.dtype });
    const needed = neededFor(
      [...outputs.values()].map((tensor) => this.#source(tensor)).filter((tensor) => !this.#isLeaf(tensor)),
      (op) => this.#operandsOf(op).filter((tensor) => !this.#isLeaf(tensor)),
    );
    for (const op of needed) this.#convert(op);
  }

  #source(tensor: Tensor): Tensor {
    return sourceOf(tensor, (each) => this.#inputs.has(each), this.#known);
  }

  #operandsOf(op: Operation): Tensor[] {
    return op.inputs.map((input) => this.#source(input));
  }

  #isLeaf(tensor: Tensor): boolean {
    return this.#inputs.has(tensor) || valueOf(tensor, this.#known) !== undefined;
  }

  /** @throws GraphError for an output that an operation's conversion does not give. */
  #valueOf(tensor: Tensor): Value {
    const made = this.#values.get(tensor);
    if (made) return made;
    const array = valueOf(tensor, this.#known);
    if (!array) throw cannotConvert(tensor.op, `its output ${tensor.valueIndex} has no counterpart in ONNX`);
    const value = this.#b.constant(array, tensor.op.name);
    this.#values.set(tensor, value);
    return value;
  }

  #convert(op: Operation): void {
    const converter = Object.hasOwn(converters, op.type) ? converters[op.type] : undefined;
    if (!converter) throw cannotConvert(op, reasonAgainst(op));
    const values = this.#operandsOf(op).map((tensor) => this.#valueOf(tensor));
    this.#b.scope = op.name;
    const converted = [converter(new Conversion(op, this.#b, values, this.#opset))].flat();
    op.outputs.forEach((tensor, i) => {
      if (converted[i]) this.#values.set(tensor, converted[i]);
    });
  }

  addOutput(key: string, tensor: Tensor): void {
    this.#b.scope = '';
    const value = this.#b.plain(this.#valueOf(this.#source(tensor)));
    this.#b.nameOutput(key, value);
  }

  finish(outputs: readonly string[]): ConvertedGraph {
    return this.#b.finish(outputs);
  }
}

function reasonAgainst(op: Operation): string {
  const { type } = op;
  if (/^(?:Ref)?(?:Switch|Merge)$/.test(type)) {
    return 'branches are not converted unless it is known which is taken: feed their condition (a training flag) with { feeds }';
  }
  if (isControlFlow(op)) return 'loops and what they keep are not converted';
  if (type === 'Placeholder') {
    return 'it is fed in a run: name it among the inputs, or give its value with { feeds }';
  }
  if (/^Random|^TruncatedNormal$|^Multinomial$/.test(type)) {
    return 'it draws random numbers; for a dropout, feed its keepProb with 1 or its training flag with false, or export what lies after it';
  }
  return 'this library has no counterpart of it among the operators of ONNX';
}
