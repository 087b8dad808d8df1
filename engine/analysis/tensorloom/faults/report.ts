/** What becomes of an error that the engine throws at a call: a diagnostic and a value that says nothing more. */

import { type Graph, type Tensor, TensorloomError } from '../../../graph/index.ts';
import type { Origin } from '../../program/program.ts';
import type { SourceRange } from '../../source/range.ts';
import { faulty, type Machine, type Value } from '../../values/index.ts';
import type { Callable } from '../call/callable.ts';
import type { FaultArgument, FaultContext } from '../fault-context.ts';
import type { World } from '../world.ts';
import { errorValue } from './error-value.ts';
import { faultCode } from './fault-code.ts';

export interface Refusal {
  readonly error: Error;
  readonly call: Pick<Callable, 'name'> & Partial<Callable>;
  readonly args: readonly FaultArgument[];
  readonly graph: Graph;
  readonly origin: Origin;
  /** What it is, where the error alone does not say. */
  readonly code?: FaultContext['code'];
  /** Where the culprit stands, where that is not the call. */
  readonly place?: SourceRange;
}

/** Reports the fault; where the program itself deals with faults, throws it there instead. */
export function report(world: World, machine: Machine, refusal: Refusal): Value {
  const { error, origin } = refusal;
  if (origin.isGuarded) return machine.throw(errorValue(world, error, machine));
  const { code, message, range, related, fixes, context } = describe(world, refusal);
  world.program.addFault({ code, severity: 'error', message, range, related, fixes }, origin);
  const { failed, graph } = context;
  if (failed) {
    const { name, type, inputs = [] } = failed;
    world.program.addFailedOperation({ graph, name, type, inputs, message, origin });
  }
  return faulty;
}

function describe(world: World, { error, call, args, graph, origin, code, place }: Refusal) {
  const operation = error instanceof TensorloomError ? error.operation : undefined;
  // Errors about a tensor that is there carry its operation; one that could not be made says what it was to read.
  const failed = operation?.inputs ? operation : undefined;
  const context: FaultContext = {
    code: code ?? faultCode(error, call, args),
    error,
    name: call.name,
    signature: call.signature,
    site: origin.site,
    place,
    origin,
    args,
    failed,
    inputs: (failed?.inputs ?? []).flatMap((name) => tensorNamed(graph, name)),
    graph,
    program: world.program,
  };
  const described = world.describeFault(context);
  return { code: context.code, ...described, context };
}

function tensorNamed(graph: Graph, name: string): Tensor[] {
  const at = name.lastIndexOf(':');
  const found = graph.findOperation(name.slice(0, at))?.outputs[Number(name.slice(at + 1))];
  return found ? [found] : [];
}
