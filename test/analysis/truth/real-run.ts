/** Runs generated programs for real, in this process: the same text that the analysis reads. */

import { stripTypeScriptTypes } from 'node:module';
import { type Graph, NdArray, type Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import type { GeneratedProgram } from './generator/program.ts';
import { runtimeSize } from './generator/tensor-type.ts';
import type { Input } from './generator/writer.ts';

export interface RealRun {
  readonly graph: Graph;
  /** What the model exports. */
  readonly exports: Readonly<Record<string, unknown>>;
}

type Module = Readonly<Record<string, unknown>>;
type AsyncCode = (...values: unknown[]) => Promise<Module>;
const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => AsyncCode;

const silent = { log: () => {} };
// Out of the engine, to the program's own line.
Error.stackTraceLimit = 50;

interface Surroundings {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What `Math.random()` gives, and whether the time is even: which branches chance takes. */
  readonly chance: number;
}

const bare = { argv: ['node', 'model.ts'], env: {} };
const full = { argv: ['node', 'model.ts', 'deep', 'relu', 'and', 'more'], env: { DEEP: 'yes' } };

/** What a program may find around it, and the analysis does not know: so that each branch is taken in one of them. */
export const surroundings: readonly Surroundings[] = [bare, full].flatMap((process) =>
  [0.9, 0.1].map((chance) => ({ ...process, chance })),
);

/** @throws what the program throws */
export async function runReally(
  files: GeneratedProgram['files'],
  around: Surroundings = surroundings[0],
): Promise<RealRun> {
  tf.resetDefaultGraph();
  const graph = tf.getDefaultGraph();
  const modules: Record<string, Module> = { tensorloom: tf };
  // The model comes first, and what it imports must be there before it.
  for (const [name, text] of Object.entries(files).reverse())
    modules[`./${name}`] = await evaluate(text, modules, around);
  return { graph, exports: modules['./model.ts'] };
}

function evaluate(text: string, modules: Readonly<Record<string, Module>>, around: Surroundings): Promise<Module> {
  const code = stripTypeScriptTypes(text)
    .replace(/^import \* as (\w+) from '(.*)';$/gm, "const $1 = modules['$2'];")
    .replace(/^import \{(.*)\} from '(.*)';$/gm, "const {$1} = modules['$2'];")
    .replace(/^export \{(.*)\};$/gm, 'return {$1};');
  const { chance } = around;
  const chancyMath = Object.create(Math, { random: { value: () => chance } });
  const chancyDate = class extends Date {
    static override now(): number {
      return chance < 0.5 ? 0 : 1;
    }
  };
  const run = new AsyncFunction('modules', 'process', 'console', 'Math', 'Date', code);
  return run(modules, around, silent, chancyMath, chancyDate);
}

/** Shapes of the values of all tensors of the graph that can be had, by name. */
export async function runtimeShapes(
  { graph }: RealRun,
  inputs: readonly Input[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const tensors = graph
    .getOperations()
    .flatMap((op) => op.outputs)
    .filter((tensor) => !tensor.isRef && canBeFetched(tensor));
  const feeds = inputs.map((input) => [graph.getTensorByName(`${input.name}:0`), feedOf(input)] as const);
  const sess = new tf.Session({ graph });
  try {
    await sess.run(graph.asDefault(() => tf.globalVariables()).map(({ initializer }) => initializer));
    const values = (await sess.run(tensors, feeds)) as unknown[];
    return new Map(tensors.map(({ name }, i) => [name, values[i] instanceof NdArray ? values[i].shape : []]));
  } finally {
    sess.close();
  }
}

/** What changes variables is left alone, and so is what only writes. */
function canBeFetched({ op }: Tensor): boolean {
  return !/^(?:Assign|Apply|Scatter|ResourceApply|MergeSummary|ScalarSummary)/.test(op.type);
}

function feedOf({ type }: Input): NdArray {
  const sizes = type.sizes.map(runtimeSize);
  return NdArray.zeros(type.dtype, sizes);
}
