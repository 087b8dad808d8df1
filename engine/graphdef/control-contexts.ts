/**
 * Branches and loops in the collections of a MetaGraph. A GraphDef has only their nodes; with these, a program that reads
 * the graph can make gradients through them. The nodes that gradients are made of are in no such list, as in TensorFlow.
 */

import {
  type CondContextDef,
  CondContextDefSchema,
  type ControlFlowContextDef,
  create,
  decodeMessage,
  encodeMessage,
  FormatError,
  type ValuesDef,
  type WhileContextDef,
  WhileContextDefSchema,
} from '../formats/index.ts';
import type { Graph, Tensor } from '../graph/index.ts';
import { CondContext, type Context, WhileContext } from '../ops/index.ts';
import type { CollectionCodec } from './collection-codec.ts';

export const condCodec: CollectionCodec = {
  encode: (item) => (item instanceof CondContext ? encodeMessage(CondContextDefSchema, describeCond(item)) : undefined),
  decode: (bytes, graph, prefix) =>
    new Restoring(graph, prefix).cond(decodeMessage(CondContextDefSchema, bytes, 'a branch of the MetaGraph')),
};

export const whileCodec: CollectionCodec = {
  encode: (item) =>
    item instanceof WhileContext && item.condition
      ? encodeMessage(WhileContextDefSchema, describeWhile(item))
      : undefined,
  decode: (bytes, graph, prefix) =>
    new Restoring(graph, prefix).loop(decodeMessage(WhileContextDefSchema, bytes, 'a loop of the MetaGraph')),
};

// --- Writing --------------------------------------------------------------------------------------------------------

function describeCond(context: CondContext): CondContextDef {
  const { predicate, pivot, branch } = context;
  const scope = pivot.op.name.replace(/[^/]*$/, '');
  return create(CondContextDefSchema, {
    contextName: `${scope}cond_text${branch === 1 ? '' : '_1'}`,
    predName: predicate.name,
    pivotName: pivot.name,
    branch,
    valuesDef: describeValues(context, [[predicate, predicate]]),
    nestedContexts: describeNested(context),
  });
}

function describeWhile(context: WhileContext): WhileContextDef {
  return create(WhileContextDefSchema, {
    contextName: context.name,
    parallelIterations: context.parallelIterations,
    backProp: context.backProp,
    pivotName: context.condition!.name,
    pivotForPredName: context.pivotForCondition!.name,
    pivotForBodyName: context.pivotForBody!.name,
    loopExitNames: context.exits.map(({ name }) => name),
    loopEnterNames: context.enters.map(({ name }) => name),
    valuesDef: describeValues(context, []),
    nestedContexts: describeNested(context),
  });
}

type Substitutes = Iterable<readonly [outside: Tensor, inside: Tensor]>;

function describeValues(context: Context, more: Substitutes): Omit<ValuesDef, '$typeName'> {
  const external = [...context.external, ...more].map(([outside, inside]) => [outside.name, inside.name] as const);
  return {
    values: Array.from(context.values, ({ name }) => name).sort(),
    externalValues: Object.fromEntries(external),
  };
}

function describeNested(context: Context): ControlFlowContextDef[] {
  return context.nested.flatMap((nested): ControlFlowContextDef[] => {
    const of = (ctxt: ControlFlowContextDef['ctxt']) => ({
      $typeName: 'tensorflow.ControlFlowContextDef' as const,
      ctxt,
    });
    if (nested instanceof CondContext) return [of({ case: 'condCtxt', value: describeCond(nested) })];
    const isForward = nested instanceof WhileContext && !nested.gradientLoop;
    return isForward ? [of({ case: 'whileCtxt', value: describeWhile(nested) })] : [];
  });
}

// --- Reading --------------------------------------------------------------------------------------------------------

/** Makes contexts of what a file says, and places the nodes that an import has made. */
class Restoring {
  readonly #graph: Graph;
  readonly #prefix: string;

  constructor(graph: Graph, prefix: string) {
    this.#graph = graph;
    this.#prefix = prefix;
  }

  cond(def: CondContextDef): CondContext {
    if (def.branch !== 0 && def.branch !== 1) {
      throw new FormatError({
        what: `branch '${def.contextName}'`,
        problem: `its number is ${def.branch}, not 0 or 1`,
      });
    }
    const context = new CondContext(this.#graph, this.#tensor(def.predName), this.#tensor(def.pivotName), def.branch);
    this.#restore(context, def);
    return context;
  }

  loop(def: WhileContextDef): WhileContext {
    const { parallelIterations, backProp, contextName } = def;
    const frame = this.#prefix + contextName;
    const context = new WhileContext(this.#graph, { parallelIterations, backProp, frame });
    context.condition = this.#tensor(def.pivotName);
    context.pivotForCondition = this.#tensor(def.pivotForPredName);
    context.pivotForBody = this.#tensor(def.pivotForBodyName);
    context.enters.push(...def.loopEnterNames.map((name) => this.#tensor(name)));
    context.exits.push(...def.loopExitNames.map((name) => this.#tensor(name)));
    this.#restore(context, def);
    return context;
  }

  #restore(context: Context, { valuesDef, nestedContexts }: CondContextDef | WhileContextDef): void {
    const external = Object.entries(valuesDef?.externalValues ?? {});
    const outside = new Set(external.map(([name]) => name));
    for (const name of valuesDef?.values ?? []) {
      const tensor = this.#tensor(name);
      context.know(tensor);
      if (!outside.has(name)) this.#graph.placeInControlFlow(tensor.op, context);
    }
    for (const [from, to] of external) context.substitute(this.#tensor(from), this.#tensor(to));
    // After those around, which know what is inside them, too.
    context.within(() => {
      for (const { ctxt } of nestedContexts) {
        if (ctxt.case === 'condCtxt') this.cond(ctxt.value);
        else if (ctxt.case === 'whileCtxt') this.loop(ctxt.value);
      }
    });
  }

  #tensor(name: string): Tensor {
    return this.#graph.getTensorByName(this.#prefix + name);
  }
}
