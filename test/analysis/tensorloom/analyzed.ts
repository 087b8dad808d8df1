/** Programs as the analysis sees them. */

import { type Analysis, analyze } from '../../../engine/analysis/index.ts';
import { DataValue, isPrimitive, SizeValue, type Value } from '../../../engine/analysis/values/index.ts';
import {
  Graph as EngineGraph,
  type Graph,
  isGraphElement,
  type Operation,
  Tensor,
  withDefaultGraph,
} from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';

const file = 'model.ts';

/** A model file that begins with the import of `tf`. */
export function analyzed(body: string): Analysis {
  const text = `import * as tf from 'tensorloom';\n${body}\n`;
  return analyze(file, {
    readFile: (name) => (name === file ? text : undefined),
    resolveImport: () => undefined,
  });
}

/** Each diagnostic as its code and message. */
export function told({ diagnostics }: Analysis): string[] {
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

/** Errors alone, as code and the text that they underline. */
export function errorsOf(body: string): string[] {
  const analysis = analyzed(body);
  const text = [...analysis.program.sources.values()][0].text;
  return analysis.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, range }) => `${code} «${text.slice(range.start, range.end)}»`);
}

/** What the program exports under each name, as text: `float32[784, 10]`. */
export function exportsOf(body: string): Record<string, string> {
  const { program } = analyzed(body);
  return Object.fromEntries([...program.exports].map(([name, value]) => [name, shown(value)]));
}

export function shown(value: Value): string {
  if (value instanceof DataValue) return `${value.dtype}${value.shape.toSymbolic()}`;
  if (value instanceof SizeValue) return String(value.dim);
  if (isPrimitive(value)) return String(value);
  const element: unknown = isGraphElement(value) ? value.asGraphElement() : value;
  if (element instanceof Tensor) return `${element.dtype}${element.shape.toSymbolic()}`;
  return (value as object).constructor.name;
}

/** A node with all that the analysis must agree on with a run. */
export function describeNode(op: Operation): string {
  const inputs = op.inputs.map((input) => input.name);
  const controls = op.controlInputs.map((control) => `^${control.name}`);
  // Sizes that nobody has named are numbered through the whole process.
  const outputs = op.outputs.map((output) => `${output.dtype}${output.shape.toSymbolic().replace(/\?\d+/g, '?')}`);
  return `${op.name} = ${op.type}(${[...inputs, ...controls].join(', ')}) ${outputs.join(' ')}`;
}

export const nodesOf = (graph: Graph) => graph.getOperations().map(describeNode);

/** The nodes that a program adds to the default graph when it is run. */
export function nodesOfRun(program: (module: typeof tf) => unknown): string[] {
  const graph = new EngineGraph();
  withDefaultGraph(graph, () => {
    program(tf);
  });
  return nodesOf(graph);
}

/** Those that the analysis of its text adds. */
export function nodesOfAnalysis(program: (module: typeof tf) => unknown): { nodes: string[]; told: string[] } {
  const analysis = analyzed(`(${program.toString()})(tf);`);
  return { nodes: nodesOf(analysis.program.graphs[0]), told: told(analysis) };
}
