/** What the analysis says of a program against what a run of it shows. */

import { analyze, type Diagnostic } from '../../../engine/analysis/index.ts';
import { type Graph, type Operation, Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { SymbolSizes } from '../../ops/symbol-sizes.ts';
import type { GeneratedProgram } from './generator/program.ts';
import { memoryHost } from './memory-host.ts';
import { type RealRun, runReally, runtimeShapes, surroundings } from './real-run.ts';

export interface Comparison {
  /** Sentences, each a way in which the analysis is wrong. */
  readonly faults: readonly string[];
  /** Exported tensors, and those among them of which the analysis knows more than that they are something. */
  readonly tensors: number;
  readonly known: number;
}

export async function compareWithRun(program: GeneratedProgram): Promise<Comparison> {
  const { program: found, diagnostics } = analyze('model.ts', memoryHost(program.files));
  const faults = diagnostics.filter(isComplaint).map((diagnostic) => describe(diagnostic, program));
  if (!found.isComplete) faults.push('The analysis did not come to the end of the program.');
  let [tensors, known] = [0, 0];
  for (const around of program.hasUnknown ? surroundings : surroundings.slice(0, 1)) {
    const run = await runReally(program.files, around);
    if (!program.hasUnknown) faults.push(...graphFaults(found.graphs[0], run.graph));
    const shapes = await runtimeShapes(run, program.inputs);
    if (!program.hasUnknown) faults.push(...shapeFaults(tensorsOf(found.graphs[0]), shapes));
    const exported = exportFaults(found.exports, run, shapes);
    faults.push(...exported.faults);
    tensors += exported.tensors;
    known += exported.known;
  }
  return { faults, tensors, known };
}

/** What a program that runs must not be told. */
export function isComplaint({ severity }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning';
}

export function describe(
  { severity, code, message, range }: Diagnostic,
  { files }: Pick<GeneratedProgram, 'files'>,
): string {
  const text = files[range.file].slice(range.start, range.end);
  const line = files[range.file].slice(0, range.start).split('\n').length;
  return `${range.file}:${line} ${severity} ${code}: ${message} (${text.slice(0, 100)})`;
}

/** Where nothing is unknown, the analysis builds the very graph that a run builds. */
function graphFaults(found: Graph, run: Graph): string[] {
  const [said, is] = [found, run].map((graph) => graph.getOperations().map(describeOperation));
  const first = is.findIndex((line, i) => line !== said[i]);
  if (first >= 0) return [`Operation ${first} is said to be ${said[first]}, is ${is[first]}.`];
  return said.length > is.length ? [`There is said to be ${said[is.length]}, and is not.`] : [];
}

function describeOperation({ name, type, inputs, controlInputs, outputs, device }: Operation): string {
  const read = [...inputs.map((input) => input.name), ...controlInputs.map((input) => `^${input.name}`)];
  const made = outputs.map(({ dtype, shape }) => `${dtype}${shape.toSymbolic()}`);
  return `${type} ${name}(${read.join(', ')}) -> ${made.join(', ')}${device}`;
}

const tensorsOf = (graph: Graph): Tensor[] => graph.getOperations().flatMap(({ outputs }) => outputs);

/** Static shapes that are not those of values found under the same name. */
function shapeFaults(tensors: readonly Tensor[], shapes: ReadonlyMap<string, readonly number[]>): string[] {
  const sizes = new SymbolSizes();
  const both = tensors.flatMap((tensor) => {
    const shape = shapes.get(tensor.name);
    return shape ? [{ tensor, shape }] : [];
  });
  for (const { tensor, shape } of both) sizes.learn(tensor.shape, shape);
  return both.flatMap(({ tensor, shape }) => {
    const fault = sizes.shapeFault(tensor.shape, shape);
    return fault === undefined ? [] : [`${tensor.name} is ${fault}.`];
  });
}

function exportFaults(
  said: ReadonlyMap<string, unknown>,
  { exports }: RealRun,
  shapes: ReadonlyMap<string, readonly number[]>,
): Comparison {
  const sizes = new SymbolSizes();
  const faults: string[] = [];
  const pairs = Object.entries(exports).flatMap(([name, value]) => {
    const [real, found] = [tensorOf(value), tensorOf(said.get(name))];
    if (real && !said.has(name)) faults.push(`${name} is not among the exports.`);
    return real ? [{ name, real, found, shape: shapes.get(real.name) }] : [];
  });
  const known = pairs.filter(({ found }) => found);
  for (const { found, shape } of known) if (shape) sizes.learn(found!.shape, shape);
  for (const { name, real, found, shape } of known) {
    if (found!.dtype !== real.dtype) faults.push(`${name} is said to be ${found!.dtype}, is ${real.dtype}.`);
    const fault = shape && sizes.shapeFault(found!.shape, shape);
    if (fault !== undefined) faults.push(`${name} is ${fault}.`);
  }
  return { faults, tensors: pairs.length, known: known.length };
}

/** The tensor that an exported value is or reads. */
function tensorOf(value: unknown): Tensor | undefined {
  if (value instanceof Tensor) return value;
  return value instanceof tf.Variable ? value.value() : undefined;
}
