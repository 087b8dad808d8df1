/** The table of operation types. */

import { type AttrValue, isDType, LookupError } from '../../graph/index.ts';
import type { Argument, ArgumentText, AttributeRow, AttrSpec, OpDefinition, RegisteredOp } from './definition.ts';

const registry = new Map<string, RegisteredOp>();

/** Adds an operation type. Families call it once for each at load time. */
export function defineOp(type: string, definition: Omit<OpDefinition, 'type'>): void {
  if (registry.has(type)) throw new Error(`Operation type ${type} is defined twice.`);
  const full = { ...definition, type };
  const inputArgs = definition.inputs.map((text) => parseArgument(text, full));
  registry.set(type, {
    ...full,
    inputArgs,
    outputArgs: definition.outputs.map((text) => parseArgument(text, full)),
    attributeRows: Object.entries(definition.attributes).map(attributeRow),
    takesLists: inputArgs.some((argument) => argument.isList),
    referenceInput: inputArgs.findIndex((argument) => argument.isRef),
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

function attributeRow([key, { kind, default: value, allowed }]: [string, AttrSpec]): AttributeRow {
  return { key, kind, fallback: value === undefined ? undefined : ({ kind, value } as AttrValue), allowed };
}

function parseArgument(text: ArgumentText, def: OpDefinition): Argument {
  const [name, rest] = text.split(': ');
  const reference = /^Ref\((.*)\)$/.exec(rest);
  const [, numberAttr, type] = /^(?:(\w+) \* )?(\w+)$/.exec(reference?.[1] ?? rest) ?? [];
  if (!type) throw new Error(`Operation ${def.type}: cannot read the argument '${text}'.`);
  const dtype = isDType(type) ? type : undefined;
  const kind = dtype ? undefined : def.attributes[type]?.kind;
  if (!dtype && kind !== 'type' && kind !== 'types') {
    throw new Error(`Operation ${def.type}: '${type}' in '${text}' is neither an element type nor a type attribute.`);
  }
  const typeAttr = kind === 'type' ? type : undefined;
  const typeListAttr = kind === 'types' ? type : undefined;
  const isList = numberAttr !== undefined || typeListAttr !== undefined;
  return { name, dtype, typeAttr, numberAttr, typeListAttr, isRef: reference !== null, isList };
}
