/** What every definition in the registry must be, whatever it computes. */

import { describe, expect, it } from 'vitest';
import { type AttrValue, isDType } from '../../engine/graph/index.ts';
import { type Argument, type AttrSpec, getOp, type RegisteredOp, registeredOps } from '../../engine/ops/index.ts';

const definitions = registeredOps();

/** Each rule gives the faults of one definition. */
const rules: Readonly<Record<string, (def: RegisteredOp) => (string | false | undefined)[]>> = {
  'has a name as TensorFlow writes them': ({ type }) => [!/^[A-Z][A-Za-z0-9]*$/.test(type) && type],
  'names its arguments in lower case': (def) =>
    argumentsOf(def).map(({ name }) => !/^[a-z][a-z0-9_]*$/.test(name) && name),
  'names its attributes with letters, digits and _': ({ attributes }) =>
    Object.keys(attributes).map((name) => !/^[A-Za-z][A-Za-z0-9_]*$/.test(name) && name),
  // As TensorFlow's own check of operation definitions: one set of names for all three.
  'gives no name to two of its inputs, outputs and attributes': (def) => {
    const names = [...argumentsOf(def).map(({ name }) => name), ...Object.keys(def.attributes)];
    return names.filter((name, i) => names.indexOf(name) !== i);
  },
  'says the type of every argument once': (def) =>
    argumentsOf(def).map((argument) => {
      const { name, dtype, typeAttr, typeListAttr } = argument;
      return [dtype, typeAttr, typeListAttr].filter((given) => given !== undefined).length !== 1 && name;
    }),
  'defines the attributes its arguments refer to': (def) =>
    argumentsOf(def).flatMap((argument) =>
      references(argument).map(([attribute, kind]) => {
        const found = def.attributes[attribute]?.kind;
        return found !== kind && `${argument.name} needs ${attribute}: ${kind}, not ${found}`;
      }),
    ),
  'does not repeat lists of types': (def) =>
    argumentsOf(def).map(({ name, numberAttr, typeListAttr }) => !!numberAttr && !!typeListAttr && name),
  'takes the values of inputs it has': (def) =>
    (def.valueInputs ?? []).map((name) => !def.inputArgs.some((argument) => argument.name === name) && name),
  'gives attributes defaults of their kind': ({ attributes }) =>
    Object.entries(attributes).map(
      ([name, { kind, default: value }]) => value !== undefined && !fits(kind, value) && name,
    ),
  'allows real element types, none twice, and its default': ({ attributes }) =>
    Object.entries(attributes).map(([name, spec]) => spec.allowed && allowedFault(spec) && name),
  'has a gradient only where a floating type may come in': (def) => [
    typeof def.gradient === 'function' && !def.inputArgs.some((argument) => mayFloat(def, argument)) && 'gradient',
  ],
  'changes state openly': (def) => [
    def.inputArgs.some(({ isRef }) => isRef) && !changesNothing(def) && !def.stateful && 'stateful',
  ],
};

describe('every operation type', () => {
  it('is found under its name, and all are listed once, in order', () => {
    const types = definitions.map(({ type }) => type);
    expect(types.length).toBeGreaterThan(200);
    expect(types).toEqual([...new Set(types)].sort());
    expect(types.map((type) => getOp(type))).toEqual(definitions);
  });

  it.each(Object.keys(rules))('%s', (rule) => {
    const faults = definitions.flatMap((def) =>
      rules[rule](def)
        .filter((fault) => typeof fault === 'string')
        .map((fault) => `${def.type}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });
});

const argumentsOf = (def: RegisteredOp): readonly Argument[] => [...def.inputArgs, ...def.outputArgs];

/** The attributes an argument refers to, with the kind each must be of. */
function references({ typeAttr, typeListAttr, numberAttr }: Argument): [attribute: string, kind: AttrSpec['kind']][] {
  return [
    ...(typeAttr ? [[typeAttr, 'type'] as [string, 'type']] : []),
    ...(typeListAttr ? [[typeListAttr, 'types'] as [string, 'types']] : []),
    ...(numberAttr ? [[numberAttr, 'int'] as [string, 'int']] : []),
  ];
}

const isText = (value: unknown) => typeof value === 'string' || value instanceof Uint8Array;
const listOf = (item: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(item);

const kinds: Readonly<Record<AttrSpec['kind'], (value: unknown) => boolean>> = {
  type: (value) => typeof value === 'string' && isDType(value),
  types: listOf((item) => typeof item === 'string' && isDType(item)),
  int: Number.isSafeInteger,
  ints: listOf(Number.isSafeInteger),
  float: (value) => typeof value === 'number',
  floats: listOf((item) => typeof item === 'number'),
  bool: (value) => typeof value === 'boolean',
  bools: listOf((item) => typeof item === 'boolean'),
  string: isText,
  strings: listOf(isText),
  shape: (value) => typeof value === 'object',
  shapes: listOf((item) => typeof item === 'object'),
  tensor: (value) => typeof value === 'object',
  func: () => false,
  opaque: () => false,
};

const fits = (kind: AttrSpec['kind'], value: AttrValue['value']) => kinds[kind](value);

function allowedFault({ kind, allowed = [], default: value }: AttrSpec): boolean {
  const real = allowed.length > 0 && allowed.every((dtype) => isDType(dtype));
  const once = new Set(allowed).size === allowed.length;
  return kind !== 'type' || !real || !once || (value !== undefined && !(allowed as readonly unknown[]).includes(value));
}

function mayFloat(def: RegisteredOp, { dtype, typeAttr }: Argument): boolean {
  const allowed = typeAttr === undefined ? undefined : def.attributes[typeAttr].allowed;
  const types = dtype ? [dtype] : (allowed ?? ['float32']);
  return types.some((type) => type === 'float32' || type === 'float64');
}

/** Operations that hand a variable on and leave it as it is. */
const changesNothing = ({ type }: RegisteredOp) => type === 'RefSwitch' || type === 'RefEnter';
