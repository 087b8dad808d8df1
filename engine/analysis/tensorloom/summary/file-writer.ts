/** `tf.summary.FileWriter`: writes nothing, and knows what a run has to give before it can be added. */

import { Graph, GraphError, InvalidArgumentError, Operation, Tensor } from '../../../graph/index.ts';
import { ObjectValue, PromiseValue, Unknown, unknownString, type Value } from '../../values/index.ts';
import { boundClass } from '../classes/bind-class.ts';
import { type ClassSpec, type Native, native } from '../classes/class-spec.ts';
import { refuse } from '../faults/refuse.ts';
import type { World } from '../world.ts';

const nothing: Native = () => undefined;
const done: Native = ({ machine }) => machine.promise(undefined);

const addSummary: Native = (call, world) => {
  const [summary] = call.args;
  const what = misplaced(summary);
  if (what === undefined) return undefined;
  const message = `addSummary takes what a run gives for a summary, but this is ${what}.`;
  return refuse(world, call, 'summary.FileWriter.addSummary', new InvalidArgumentError(message), {
    parameter: 'summary',
  });
};

/** What was handed in the place of the bytes that a run gives. */
function misplaced(summary: Value): string | undefined {
  if (summary instanceof PromiseValue) return 'a promise: await it first';
  if (summary instanceof Tensor || summary instanceof Operation) return `${summary} itself: run it first`;
  return typeof summary === 'number' ? `the number ${summary}: make it a summary with tf.summary.scalar` : undefined;
}

const addGraph: Native = (call, world) => {
  const { args, hasMore } = call;
  const isGiven = args.some((arg) => arg instanceof Graph || arg instanceof ObjectValue || arg instanceof Unknown);
  if (isGiven || hasMore) return undefined;
  const message = 'addGraph takes a graph, such as sess.graph.';
  return refuse(world, call, 'summary.FileWriter.addGraph', new GraphError(message), { parameter: 'graph' });
};

export const fileWriterClass: ClassSpec = {
  name: 'summary.FileWriter',
  construct: (_call, world) => fileWriter(world),
  members: {
    getLogdir: native(() => unknownString),
    path: () => unknownString,
    addSummary: native(addSummary),
    addGraph: native(addGraph),
    addMetaGraph: native(nothing),
    addRunMetadata: native(nothing),
    addSessionLog: native(nothing),
    addEvent: native(nothing),
    flush: native(done),
    close: native(done),
    reopen: native(nothing),
    [Symbol.dispose]: native(nothing),
    [Symbol.asyncDispose]: native(done),
  },
};

function fileWriter(world: World): ObjectValue {
  return new ObjectValue(boundClass(world, fileWriterClass).prototype, 'FileWriter');
}

export const fileWriterCache = {
  get: native((_call, world) => fileWriter(world)),
  clear: native(done),
};
