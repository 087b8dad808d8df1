/** Calls of dropout whose probability is fed, and those where it is written. */

import type { Tensor } from '../../graph/index.ts';
import type { ApiCall } from '../program/program.ts';
import { ObjectValue, type Value } from '../values/index.ts';
import { tensorOf } from './operand.ts';
import type { RuleContext } from './rule.ts';

export interface DropoutProbability {
  readonly call: ApiCall;
  readonly kind: 'keepProb' | 'rate';
  /** What must be fed, or may be. */
  readonly tensor: Tensor;
}

const dropout = new Set(['nn.dropout', 'Tensor.dropout', 'Variable.dropout']);
const fed = new Set(['Placeholder', 'PlaceholderWithDefault']);

/** Dropouts whose probability is a placeholder itself. */
export function dropoutProbabilities(context: RuleContext): DropoutProbability[] {
  return context.callsOf(dropout).flatMap((call) => {
    const { kind, value } = probabilityOf(call) ?? {};
    const tensor = kind && tensorOf(value);
    return tensor && fed.has(tensor.op.type) ? [{ call, kind, tensor }] : [];
  });
}

/** Dropouts that drop the same share in every run. */
export function fixedDropouts(context: RuleContext): ApiCall[] {
  return context.callsOf(dropout).filter((call) => {
    const { kind, value } = probabilityOf(call) ?? {};
    return typeof value === 'number' && value !== (kind === 'keepProb' ? 1 : 0);
  });
}

function probabilityOf({ args }: ApiCall): { readonly kind: 'keepProb' | 'rate'; readonly value: Value } | undefined {
  for (const [index, value] of args.entries()) {
    if (!(value instanceof ObjectValue)) {
      if (index === 1 && value !== undefined && value !== null) return { kind: 'keepProb', value };
      continue;
    }
    for (const kind of ['keepProb', 'rate'] as const) {
      if (value.hasOwn(kind)) return { kind, value: value.own(kind) as Value };
    }
  }
  return undefined;
}
