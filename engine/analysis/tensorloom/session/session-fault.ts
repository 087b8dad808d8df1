/** Faults of running: what a session refuses before anything runs. */

import { type Graph, type Tensor, TensorloomError } from '../../../graph/index.ts';
import type { DiagnosticCode } from '../../diagnostic-codes.ts';
import type { SourceRange } from '../../source/range.ts';
import type { ts } from '../../syntax.ts';
import type { Value } from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import type { FaultArgument } from '../fault-context.ts';
import { report } from '../faults/report.ts';
import type { World } from '../world.ts';

export interface SessionFault {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** What is wrong, and what it was written as. */
  readonly culprit?: Value;
  readonly parameter?: string;
  readonly expression?: ts.Expression | undefined;
  /** The tensor that was to be fed. */
  readonly tensor?: Tensor | undefined;
  readonly place: SourceRange;
}

/** Reports the first of the faults, at which a run ends; undefined where there is none. */
export function reportFirst(
  world: World,
  { machine, site }: EngineCall,
  name: string,
  graph: Graph,
  faults: readonly SessionFault[],
): Value | undefined {
  const [fault] = faults;
  if (!fault) return undefined;
  const { code, message, culprit, parameter, expression, tensor, place } = fault;
  const args: FaultArgument[] = culprit === undefined && !expression ? [] : [{ parameter, value: culprit, expression }];
  if (tensor) args.push({ parameter: 'tensor', value: tensor, expression: undefined });
  const origin = machine.originOf(site);
  return report(world, machine, {
    error: new TensorloomError(message),
    call: { name },
    args,
    graph,
    origin,
    code,
    place,
  });
}
