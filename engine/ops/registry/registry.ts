/** The table of operation types. */

import { type DType, isDType, LookupError } from '../../graph/index.ts';
import type { Argument, ArgumentText, OpDefinition, RegisteredOp } from './definition.ts';

const registry = new Map<string, RegisteredOp>();

/** Adds an operation type. Families call it once for each at load time. */
export function defineOp(type: string, definition: Omit<OpDefinition, 'type'>): void {
  if (registry.has(type)) throw new Error(`Operation type ${type} is defined twice.`);
  const full = { ...definition, type };
  registry.set(type, {
    ...full,
    inputArgs: definition.inputs.map((text) => parseArgument(text, full)),
    outputArgs: definition.outputs.map((text) => parseArgument(text, full)),
  });
}

export function findOp(type: string): RegisteredOp | undefined {
  return registry.get(type);
}

/** @throws LookupError for a type that is not registered. */
export function getOp(type: string): RegisteredOp {
  const def = registry.get(type);
  if (!def) throw new LookupError(`Op type not registered '${type}': this engine does not know the operation.`);
  return def;
}

/** All registered types, sorted: for documentation and exhaustive tests. */
export function registeredOps(): RegisteredOp[] {
  return [...registry.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

function parseArgument(text: ArgumentText, def: OpDefinition): Argument {
  const [name, rest] = text.split(': ');
  const reference = /^Ref\((.*)\)$/.exec(rest);
  const [, number, type] = /^(?:(\w+) \* )?(\w+)$/.exec(reference?.[1] ?? rest) ?? [];
  if (!type) throw new Error(`Operation ${def.type}: cannot read the argument '${text}'.`);
  return {
    name,
    isRef: reference !== null,
    ...(number && { numberAttr: number }),
    ...typeOf(type),
  };

  function typeOf(type: string): Partial<Argument> {
    if (isDType(type)) return { dtype: type satisfies DType };
    const kind = def.attributes[type]?.kind;
    if (kind === 'type') return { typeAttr: type };
    if (kind === 'types') return { typeListAttr: type };
    throw new Error(`Operation ${def.type}: '${type}' in '${text}' is neither an element type nor a type attribute.`);
  }
}
