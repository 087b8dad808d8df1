/**
 * The one path of every call of the engine: arguments in, the real function run, what it built recorded, its result out.
 */

import {
  DTypeError,
  type Graph,
  isGraphElement,
  LookupError,
  Operation,
  ShapeError,
  Tensor,
  TensorloomError,
} from '../../../graph/index.ts';
import { gradientNameOf } from '../../../ops/index.ts';
import {
  ArrayValue,
  FunctionLike,
  faulty,
  type NativeCall,
  ObjectValue,
  Unknown,
  unknown,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { UnknownResult } from '../convert/callback.ts';
import { fromHost } from '../convert/from-host.ts';
import { cannot } from '../convert/host-only.ts';
import { deepestNest, manyVisits } from '../convert/plain-data.ts';
import { Conversion } from '../convert/to-host.ts';
import { inUnknownScope } from '../convert/unknown-scope.ts';
import { faultArguments } from '../faults/fault-arguments.ts';
import { report } from '../faults/report.ts';
import type { World } from '../world.ts';
import type { Callable } from './callable.ts';
import { addsToCollections, readFromCollections } from './collections.ts';
import { isTooLarge } from './too-large.ts';

export type EngineCall = Parameters<NativeCall>[0];

/** A tensor of which nothing is known. */
export const unknownTensor = new Unknown('tensor');

export interface CallOptions {
  /** The receiver is the first argument of the function behind the method. */
  readonly isMethod?: boolean;
  /** What the engine's object is that a method is called on; undefined for functions and constructors. */
  readonly receiver?: unknown;
}

/** Calls the engine as the program does. */
export function callEngine(world: World, target: Callable, call: EngineCall, options: CallOptions = {}): Value {
  const { machine, site, hasMore } = call;
  const args = options.isMethod ? [call.self, ...call.args] : call.args;
  const { receiver } = options;
  const conversion = new Conversion(world, machine, site, target, receiver, args);
  const host = new Array<unknown>(args.length);
  let isKnown = !hasMore;
  for (let i = 0; i < args.length; i++) {
    host[i] = conversion.argument(args[i], target.positional[i] ?? target.rest);
    if (host[i] === cannot) isKnown = false;
  }
  if (!isKnown || isTooLarge(target.name, host)) {
    // What is not built takes no names, which it takes in a run.
    world.names.mayMiss(conversion.graph);
    if (addsToCollections(target.name)) world.doubtCollections(conversion.graph);
    return withoutCall(world, target, call, conversion.hasFault);
  }

  const { graph } = conversion;
  const from = graph.lastId;
  let result: Value;
  try {
    result = fromHost(target.run(receiver, host), machine);
  } catch (error) {
    return refused(world, target, call, { error, args, conversion, graph, from, isMethod: options.isMethod ?? false });
  }
  const knowsItems = !conversion.looksForNames || world.names.areAllHere(graph);
  if (!world.knowsCollections(graph) || !knowsItems) result = readFromCollections(target.name, result);
  const origin = machine.originOf(site);
  record(world, call, { name: target.name, args, result, graph, from, origin });
  if (conversion.leavesShapeOpen) doubtResult(world, result);
  return result;
}

/** Notes the call and where its operations come from. */
function record(
  world: World,
  { machine, site }: EngineCall,
  made: {
    readonly name: string;
    readonly args: readonly Value[];
    readonly result: Value;
    readonly graph: Graph;
    readonly from: number;
    readonly origin?: ReturnType<EngineCall['machine']['originOf']>;
  },
): void {
  const { name, args, result, graph, from, origin = machine.originOf(site) } = made;
  const to = graph.lastId;
  if (to > from) {
    world.program.claimOperations(graph, from, origin);
    world.names.added(graph, origin);
    machine.spend((to - from) * stepsPerOperation);
  }
  world.program.addCall({ name, origin, args, result, graph, from, to });
}

/** What building one node costs, in steps of interpretation: time, and memory that stays. */
const stepsPerOperation = 30;

/** What the call gives where the engine cannot be asked. Bodies of scopes are interpreted all the same. */
/** Loops have as many variables as their bodies ask for. */
const mostBranchArguments = 16;

function withoutCall(
  world: World,
  { positional, name }: Callable,
  { machine, args, site }: EngineCall,
  hasFault: boolean,
): Value {
  let result: Value =
    name.includes('.') && !/^(?:nn|losses|layers)\.(?!rnnCell|\w*Rnn)/.test(name) ? unknown : unknownTensor;
  args.forEach((arg, i) => {
    // Whatever a branch or a loop's body gets and gives, its own faults are told.
    if (positional[i]?.kind === 'branch' && arg instanceof FunctionLike) {
      machine.call(arg, undefined, new Array<Value>(mostBranchArguments).fill(unknown), site);
    }
    if (positional[i]?.kind !== 'body' || !(arg instanceof FunctionLike)) return;
    result =
      name === 'variableScope'
        ? inUnknownScope(world, () => machine.call(arg, undefined, [unknown], site))
        : machine.call(arg, undefined, [unknownString], site);
  });
  return hasFault ? faulty : result;
}

interface Refused {
  readonly error: unknown;
  readonly args: readonly Value[];
  readonly conversion: Conversion;
  readonly graph: Graph;
  readonly from: number;
  readonly isMethod: boolean;
}

function refused(world: World, target: Callable, call: EngineCall, refused: Refused): Value {
  const { error, args, conversion, graph, from, isMethod } = refused;
  const { machine, site } = call;
  const origin = machine.originOf(site);
  // What was built before the engine refused stays in the graph, as in a run.
  world.program.claimOperations(graph, from, origin);
  if (error instanceof UnknownResult) return conversion.hasFault ? faulty : unknownTensor;
  if (!isEngineError(error)) throw error;
  if (!isSure(world, error, target, refused, origin.isCertain)) return unknownTensor;
  return report(world, machine, {
    error,
    call: target,
    args: faultArguments(target, args, site, isMethod),
    graph,
    origin,
  });
}

function isEngineError(error: unknown): error is Error {
  if (error instanceof TensorloomError || error instanceof TypeError) return true;
  return error instanceof RangeError && !/call stack/.test(error.message);
}

/**
 * Whether the engine would refuse in a run, too. What inference finds, it finds for every value of what is unknown; what
 * else the engine says may be about something that only is not known here.
 */
function isSure(
  world: World,
  error: Error,
  { name, positional }: Callable,
  { conversion, args, graph }: Refused,
  isCertain: boolean,
): boolean {
  const isInferred = error instanceof TensorloomError && error.operation?.inputs !== undefined;
  if (isInferred && error instanceof ShapeError) return true;
  if (!conversion.isExact) return false;
  // Of what a function of the program gives, a run may know more.
  if (error instanceof ShapeError && positional.some(({ kind }) => kind === 'branch')) return false;
  // The language's own complaint may be about a value that only the analysis put there.
  if (error.constructor === TypeError && world.carriesValues) return false;
  if (error instanceof LookupError && (world.hasUnknownGradients || lacksNamedGradient(error, graph))) return false;
  // How often a gradient asks for itself may depend on what is not known.
  if (/asks for itself/.test(error.message) && !isCertain) return false;
  if (/graph/.test(error.message) && !world.knowsDefaultGraph) return false;
  if (/name/i.test(error.message) && !world.names.areAllHere(graph)) return false;
  if (!world.knowsCollections(graph) && /^No (?:variables|gradients|losses)/.test(error.message)) return false;
  if (name.includes('Collection') || world.program.isOpen(graph)) return false;
  return !world.isDoubtful(tensorsIn(args), error instanceof DTypeError ? 'type' : 'shape');
}

/** A gradient that goes by a name of its own may be registered by a module that is not here. */
function lacksNamedGradient({ operation }: LookupError, graph: Graph): boolean {
  const found = operation && graph.findOperation(operation.name);
  return found !== undefined && gradientNameOf(found) !== found.type;
}

/** The tensors among the arguments, in lists and options, too. */
function tensorsIn(values: Iterable<Value>, visits = manyVisits(), depth = 0): Tensor[] {
  const found: Tensor[] = [];
  if (depth > deepestNest) return found;
  for (const value of values) {
    if (visits.left-- <= 0) return found;
    if (value instanceof Tensor) found.push(value);
    else if (value instanceof ArrayValue) found.push(...tensorsIn(value.items ?? [], visits, depth + 1));
    else if (value instanceof ObjectValue) {
      found.push(
        ...tensorsIn(
          value.ownKeys.map((key) => value.own(key) as Value),
          visits,
          depth + 1,
        ),
      );
    } else if (!(value instanceof Operation) && isGraphElement(value)) {
      const element = value.asGraphElement();
      if (element instanceof Tensor) found.push(element);
    }
  }
  return found;
}

function doubtResult(world: World, result: Value): void {
  for (const tensor of tensorsIn([result])) world.doubt(tensor.op, 'shape');
}
