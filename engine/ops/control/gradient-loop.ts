/**
 * The loop that computes the gradients of a loop, in TensorFlow's scheme: the forward loop counts its passes and puts on
 * stacks what the gradients need of each; the backward loop runs as many passes and takes it off again, last first.
 */

import { type Graph, GraphError, NdArray, type Operation, type Tensor } from '../../graph/index.ts';
import { constantTensor, scalarTensor } from '../constant.ts';
import { addOp, op } from '../registry/index.ts';
import { CondContext } from './cond-context.ts';
import { type Context, isConstantEnter, outputContext } from './context.ts';
import { type ForwardValues, WhileContext } from './while-context.ts';

export class GradientLoop implements ForwardValues {
  readonly forward: WhileContext;
  readonly outer: GradientLoop | null;
  /** The backward loop. */
  readonly context: WhileContext;
  /** What the forward loop gives, less what counting adds. */
  readonly exits: readonly Tensor[];
  /** By a loop variable's `Switch` in the forward loop, the merge at the head of its gradient's loop variable. */
  readonly merges = new Map<Operation, Tensor>();
  readonly #graph: Graph;
  /** Where gradients are asked for: stacks live there. */
  readonly #caller: Context | null;
  readonly #history = new Map<Tensor, Tensor>();
  readonly #forwardNext: Operation;
  #backwardNext!: Operation;
  #forwardSync: Operation | undefined;
  #backwardSync: Operation | undefined;

  constructor(forward: WhileContext, outer: GradientLoop | null) {
    const { graph } = forward;
    this.forward = forward;
    this.outer = outer;
    this.#graph = graph;
    this.#caller = graph.controlFlow as Context | null;
    this.exits = [...forward.exits];
    const counted = this.#countForward();
    this.#forwardNext = counted.next.op;
    const around = outer ? outer.context : forward.outer;
    const count = outer ? outer.taken(outer.kept(counted.total), counted.total) : counted.total;
    this.context = graph.withControlFlow(
      around,
      () => new WhileContext(graph, { name: forward.name, parallelIterations: forward.parallelIterations }),
    );
    this.context.gradientLoop = this;
    graph.withControlFlow(around, () => this.#countBackward(count));
  }

  /** The forward loop tells how many passes it ran. */
  #countForward(): { readonly total: Tensor; readonly next: Tensor } {
    const { forward } = this;
    const zero = this.#graph.withControlFlow(forward.outer, () => scalarTensor(0, 'int32', 'f_count'));
    // What this loop puts on a stack comes after what its run before put there.
    if (this.outer) this.#graph.addControlInput(zero.op, this.outer.#forwardNext.inputs[0].op);
    const entered = forward.enter(zero, { name: 'f_count' });
    forward.know(entered);
    forward.enters.push(entered);
    const made = forward.within(() => {
      const merge = op('Merge', [[entered, entered]]);
      const [leaves, goesOn] = addOp('Switch', [merge, forward.condition!]).outputs;
      const next = op('NextIteration', [op('Add', [goesOn, scalarTensor(1, 'int32', 'Add/y')])]);
      this.#graph.replaceInput(merge.op, 1, next);
      return { total: op('Exit', [leaves], {}, 'f_count'), next };
    });
    forward.exits.push(made.total);
    forward.giveResults([made.total]);
    return made;
  }

  #countBackward(count: Tensor): void {
    const { context } = this;
    const one = scalarTensor(1, 'int32', 'b_count');
    const entered = context.enter(count, { name: 'b_count' });
    context.know(entered);
    context.enters.push(entered);
    const left = context.within(() => {
      const merge = op('Merge', [[entered, entered]]);
      context.pivotForCondition = merge;
      context.condition = op('LoopCond', [op('GreaterEqual', [merge, one])], {}, 'b_count');
      const [leaves, goesOn] = addOp('Switch', [merge, context.condition]).outputs;
      const index = op('Sub', [goesOn, one]);
      context.pivotForBody = index;
      const next = op('NextIteration', [index]);
      this.#backwardNext = next.op;
      this.#graph.replaceInput(merge.op, 1, next);
      return op('Exit', [leaves], {}, 'b_count');
    });
    context.exits.push(left);
    context.giveResults([left]);
    if (this.outer) this.#graph.addControlInput(this.outer.#lastOfPass(), left.op);
  }

  /** A tensor of the forward loop, as it was in the pass that the backward loop goes back through. */
  realValue(tensor: Tensor): Tensor {
    const known = this.#history.get(tensor);
    if (known) return known;
    const real = this.#realValue(tensor);
    this.#history.set(tensor, real);
    return real;
  }

  #realValue(tensor: Tensor): Tensor {
    let current = tensor;
    let loop: GradientLoop | null = this;
    for (let enter = constantEnterOf(current); enter; enter = constantEnterOf(current)) {
      [current] = enter.inputs;
      loop = loop.outer;
      // The same in all passes of all loops.
      if (!loop || !isIn(current, loop.forward)) return this.context.capture(current);
    }
    const { op: source } = current;
    if (source.type === 'Const') {
      return this.context.within(() => constantTensor(source.attr('value', 'tensor')));
    }
    const taken = loop.taken(loop.kept(current), current);
    return loop === this ? taken : this.context.capture(taken);
  }

  /** A stack on which the forward loop puts `value` in each pass. */
  kept(value: Tensor): Tensor {
    const graph = this.#graph;
    const inner = outputContext(value.op);
    return graph.withControlDependencies(null, () => {
      const stack = graph.withControlFlow(this.#caller, () =>
        op('StackV2', [scalarTensor(-1, 'int32')], { elem_type: value.dtype }, 'f_acc'),
      );
      const place = inner instanceof CondContext ? inner : this.forward;
      const push = place.within(() => op('StackPushV2', [stack, value])).op;
      // Before the next pass, whether the branch that the value is on was taken or not.
      graph.addControlInput(place === this.forward ? this.#forwardNext : this.#lastOfForwardPass(), push);
      graph.addControlInput(push, this.#forwardNext.inputs[0].op);
      return stack;
    });
  }

  /** What the backward loop takes off a stack in each pass; nothing if the value's branch was not taken. */
  taken(stack: Tensor, value: Tensor): Tensor {
    const graph = this.#graph;
    const branch = branchOf(value, this.forward);
    const pop = graph.withControlDependencies(null, () =>
      this.context.within(() => {
        const guarded = branch
          ? addOp('Switch', [stack, this.realValue(branch.predicate)]).outputs[branch.branch]
          : stack;
        return op('StackPopV2', [guarded], { elem_type: value.dtype });
      }),
    );
    pop.setShape(value.shape);
    graph.addControlInput(this.#lastOfPass(), pop.op);
    return pop;
  }

  #lastOfForwardPass(): Operation {
    this.#forwardSync ??= this.#trigger('f_sync', this.forward, this.#forwardNext);
    return this.#forwardSync;
  }
  #lastOfPass(): Operation {
    this.#backwardSync ??= this.#trigger('b_sync', this.context, this.#backwardNext);
    return this.#backwardSync;
  }
  /** Waits also for what lies on a branch not taken; the next pass waits for it. */
  #trigger(name: string, context: WhileContext, next: Operation): Operation {
    const graph = this.#graph;
    const made = graph.withControlDependencies(null, () =>
      addOp('ControlTrigger', [], {}, { name, controlFlow: context, graph }),
    );
    graph.preventFetching(made);
    graph.addControlInput(next, made);
    return made;
  }

  // --- What the gradients of the loop's own operations are made of ----------------------------------------------------

  /** The gradient of what leaves the forward loop enters the backward loop. */
  enterGradient(exit: Operation, gradient: Tensor): Tensor {
    const { context } = this;
    context.know(gradient);
    const entered = context.enter(gradient, { name: 'b_exit' });
    entered.setShape(exit.inputs[0].shape);
    context.know(entered);
    context.enters.push(entered);
    return entered;
  }

  /** The gradient of what enters the forward loop leaves the backward loop; that of a constant is the sum over all passes. */
  leaveGradient(enter: Operation, gradient: Tensor): Tensor {
    const { context } = this;
    const result = isConstantEnter(enter) ? this.#sumOverPasses(enter, gradient) : op('Exit', [gradient]);
    context.exits.push(result);
    context.giveResults([result]);
    return result;
  }

  #sumOverPasses(enter: Operation, gradient: Tensor): Tensor {
    const { context } = this;
    const [value] = enter.inputs;
    const zeros = this.#graph.withControlFlow(context.outer, () => zerosFor(value, gradient));
    const entered = context.enter(zeros, { name: 'b_acc' });
    entered.setShape(zeros.shape);
    context.know(entered);
    context.enters.push(entered);
    const merge = op('Merge', [[entered, entered]], {}, 'b_acc');
    const [leaves, goesOn] = addOp('Switch', [merge, context.condition!]).outputs;
    const next = op('NextIteration', [op('Add', [goesOn, gradient])]);
    this.#graph.replaceInput(merge.op, 1, next);
    return op('Exit', [leaves], {}, 'b_acc');
  }

  /** The next pass gets `gradient` where the merge before `switch_` stands. */
  closeGradient(switch_: Operation, gradient: Tensor): void {
    const merge = this.merges.get(switch_)!;
    this.#graph.replaceInput(merge.op, 1, op('NextIteration', [gradient]));
  }

  /** Gradients of variables of which a pass gives nothing on are zero in the pass before. */
  finish(): void {
    const { context } = this;
    for (const merge of this.merges.values()) {
      const [entered, next] = merge.op.inputs;
      if (entered !== next) continue;
      const [start] = entered.op.inputs;
      const zeros = this.#graph.withControlFlow(context.outer, () => op('ZerosLike', [start]));
      context.within(() => this.#graph.replaceInput(merge.op, 1, op('NextIteration', [zeros])));
    }
  }
}

/** Zeros of the shape of `value`, which nobody may know before a run. */
function zerosFor(value: Tensor, gradient: Tensor): Tensor {
  const { known } = gradient.shape;
  if (!known) return op('ZerosLike', [value]);
  const shape = constantTensor(new NdArray('int32', [known.length], Int32Array.from(known)));
  return op('Fill', [shape, scalarTensor(0, gradient.dtype)], {}, 'b_acc');
}

/** The `Enter` that brought a tensor into its loop as the same for all passes. */
function constantEnterOf(tensor: Tensor): Operation | undefined {
  let { op: source } = tensor;
  while (/^(Ref)?(Switch|Identity)$/.test(source.type)) source = source.inputs[0].op;
  return isConstantEnter(source) ? source : undefined;
}

function isIn(tensor: Tensor, loop: WhileContext): boolean {
  for (let context = outputContext(tensor.op); context; context = context.outer) {
    if (context.isLoop) return context === loop;
  }
  return false;
}

/** The innermost branch inside the loop that a tensor is on. */
function branchOf(tensor: Tensor, loop: WhileContext): CondContext | undefined {
  for (let context = outputContext(tensor.op); context && context !== loop; context = context.outer) {
    if (context instanceof CondContext) return context;
  }
  return undefined;
}

/** The backward loop that gradients are being made in, if they are made in one. */
export function findGradientLoop(graph: Graph): GradientLoop | undefined {
  for (let context = graph.controlFlow as Context | null; context; context = context.outer) {
    if (context instanceof WhileContext && context.gradientLoop instanceof GradientLoop) return context.gradientLoop;
  }
  return undefined;
}

/** As `findGradientLoop`. @throws GraphError for a loop whose making is not known. */
export function gradientLoopOf(node: Operation): GradientLoop {
  const found = findGradientLoop(node.graph);
  if (found) return found;
  throw new GraphError(
    `Gradients of '${node.name}' cannot be made: it is of a loop that was not made by tf.whileLoop in this graph.`,
    node.describe(),
  );
}
