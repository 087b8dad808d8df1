/** Runs fetches: stage after stage, and between them loops, whose passes are run in stages of their own. */

import type { KernelTrace } from '../backends/index.ts';
import { Loop, prune, runInputs, type Step, stepsOf } from '../compiler/index.ts';
import { type Graph, type NdArray, OpError, type Operation, type Tensor } from '../graph/index.ts';
import { turnIfDue } from './event-loop.ts';
import { performCall } from './kept/calls.ts';
import { KeptThings } from './kept/kept-things.ts';
import type { PreparedStage } from './plan-cache.ts';
import { type Engine, StagedRun } from './staged-run.ts';

export type { Engine } from './staged-run.ts';

/** Told of every stage before it runs; gives the trace to fill, or undefined. */
export type Tracer = (prepared: PreparedStage) => KernelTrace | undefined;

/** What all stages of one run share, those of loops too. */
interface RunContext {
  readonly engine: Engine;
  readonly tracer: Tracer | undefined;
  readonly kept: KeptThings;
}

/** The values of `fetches`. Effects of the plan (assignments, printing) have happened when it resolves. */
export async function execute(
  engine: Engine,
  fetches: readonly Tensor[],
  targets: readonly Operation[],
  feeds: ReadonlyMap<Tensor, NdArray>,
  tracer?: Tracer,
): Promise<ReadonlyMap<Tensor, NdArray>> {
  const isFed = (tensor: Tensor) => feeds.has(tensor);
  const inputsOf = runInputs(isFed);
  const run = new StagedRun(engine, {
    root: engine.cache.root(rootKey(fetches, targets, feeds)),
    steps: () => {
      const asked = [...targets, ...fetches.filter((fetch) => !feeds.has(fetch)).map(({ op }) => op)];
      return stepsOf(prune(fetches, targets, isFed, inputsOf), asked);
    },
    inputsOf,
    fetches,
    feeds,
  });
  await complete({ engine, tracer, kept: new KeptThings() }, run);
  run.checkAlive();
  return run.values;
}

/** Runs all stages. */
async function complete(context: RunContext, run: StagedRun): Promise<void> {
  while (true) {
    const prepared = run.known() ?? (await run.compile());
    const inputs = run.feedsOf(prepared);
    try {
      const outcome = prepared.executable.run(inputs, context.tracer?.(prepared));
      // A CPU answers at once; waiting for a plain value would cost small runs a turn.
      const { fetches: data, dynamicShapes } = outcome instanceof Promise ? await outcome : outcome;
      run.take(prepared, data, dynamicShapes);
    } catch (error) {
      throw located(error, context.engine.graph);
    }
    for (const call of prepared.stage.calls) await perform(context, run, call);
    if (run.advance(prepared)) return;
  }
}

async function perform(context: RunContext, run: StagedRun, step: Step): Promise<void> {
  if (step instanceof Loop) return await runLoop(context, run, step);
  const inputs = step.inputs.map((input) => run.values.get(input)!);
  performCall(step, inputs, context.kept).forEach((value, i) => {
    run.values.set(step.outputs[i], value);
  });
}

/** Runs passes until the loop's condition is false. Their plans are kept by the shapes of what a pass gets. */
async function runLoop(context: RunContext, outer: StagedRun, loop: Loop): Promise<void> {
  const { variables, exits, fetches } = loop;
  // A variable's reference is found by its name.
  const constants = loop.constants.flatMap(({ inputs: [input], outputs: [output] }) =>
    output.isRef ? [] : ([[output, outer.values.get(input)!]] as const),
  );
  const constantKey = constants.map(([, { shape }]) => shape.join()).join('|');
  let state = variables.map(({ enter }) => outer.values.get(enter.inputs[0])!);
  while (true) {
    const feeds = new Map(constants);
    variables.forEach(({ merge }, i) => {
      feeds.set(merge.outputs[0], state[i]);
    });
    const key = `${loop.frame}|${constantKey}|${state.map(({ shape }) => shape.join()).join('|')}`;
    const root = outer.root.bodies.at(key);
    const run = new StagedRun(context.engine, {
      root,
      steps: () => loop.body,
      inputsOf: outer.inputsOf,
      fetches,
      feeds,
    });
    await complete(context, run);
    if (!run.isDead(exits[0].inputs[0])) {
      for (const { inputs, outputs } of exits) outer.values.set(outputs[0], run.values.get(inputs[0])!);
      return;
    }
    state = variables.map(({ next }) => run.values.get(next)!);
    await turnIfDue();
  }
}

/** A backend knows operations by name only; the graph knows their type and the line that made them. */
function located(error: unknown, graph: Graph): unknown {
  if (!(error instanceof OpError) || !error.operation || error.operation.source) return error;
  const op = graph.findOperation(error.operation.name);
  if (!op) return error;
  const ErrorClass = error.constructor as new (message: string, operation: object, options: ErrorOptions) => OpError;
  return new ErrorClass(error.message, op.describe(), { cause: error });
}

function rootKey(
  fetches: readonly Tensor[],
  targets: readonly Operation[],
  feeds: ReadonlyMap<Tensor, NdArray>,
): string {
  let key = '';
  for (const { op, valueIndex } of fetches) key += `${op.id}:${valueIndex},`;
  key += '|';
  for (const op of targets) key += `${op.id},`;
  key += '|';
  for (const [{ op, valueIndex }, { shape }] of feeds) key += `${op.id}:${valueIndex}[${shape}]`;
  return key;
}
