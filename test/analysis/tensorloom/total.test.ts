import { describe, expect, it } from 'vitest';
import { createPrototypes, memberOfData } from '../../../engine/analysis/builtins/index.ts';
import { Recorder } from '../../../engine/analysis/program/recorder.ts';
import { createTensorloom, World } from '../../../engine/analysis/tensorloom/index.ts';
import { DataValue, HeapObject, NativeFunction, type Value } from '../../../engine/analysis/values/index.ts';
import { TensorShape } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';

const prototypes = createPrototypes();
const bound = createTensorloom(new World(new Recorder('model.ts'), prototypes));

type Exports = Readonly<Record<string, unknown>>;

const isModule = (value: unknown) => Object.prototype.toString.call(value) === '[object Module]';
const isClass = (value: unknown): value is new () => unknown =>
  typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));

/** What a program finds under `key`, looked up as it looks it up. */
function find(object: HeapObject, key: string | symbol): { value: unknown } | undefined {
  for (let at: HeapObject | null = object; at; at = at.prototype) {
    if (at.hasOwn(key)) return { value: at.own(key) };
  }
  return undefined;
}

/** Every export that is not bound to something of its kind, by its path. */
function missing(exports: Exports, object: HeapObject, path = 'tf'): string[] {
  return Object.entries(exports).flatMap(([key, value]): string[] => {
    const place = `${path}.${key}`;
    if (!object.hasOwn(key)) return [place];
    const found = object.own(key);
    if (isModule(value)) return found instanceof HeapObject ? missing(value as Exports, found, place) : [place];
    if (isClass(value)) return missingMembers(value, found, place);
    if (typeof value === 'function') return found instanceof NativeFunction ? [] : [place];
    if (typeof value === 'object')
      return found instanceof HeapObject ? missing(value as Exports, found, place) : [place];
    return Object.is(found, value) ? [] : [`${place} is ${String(found)}`];
  });
}

const uninteresting = new Set<unknown>(['length', 'name', 'prototype', 'constructor']);
/** What Node's console asks for. */
const inspected = Symbol.for('nodejs.util.inspect.custom');

function missingMembers(value: new () => unknown, found: unknown, place: string): string[] {
  if (!(found instanceof NativeFunction) || !found.construct || !found.instances) return [place];
  const { instances } = found;
  const statics = Reflect.ownKeys(value).filter((key) => !uninteresting.has(key));
  const members = Reflect.ownKeys(value.prototype as object).filter(
    (key) => !uninteresting.has(key) && key !== inspected && key !== Symbol.toPrimitive,
  );
  return [
    ...statics.filter((key) => !find(found, key)).map((key) => `${place}.${String(key)}`),
    ...members
      .filter((key) => !find(instances, key) && !isOfData(instances, key))
      .map((key) => `${place}.prototype.${String(key)}`),
  ];
}

/** What arrays have, the language's part says, of typed arrays too. */
function isOfData(instances: HeapObject, key: string | symbol): boolean {
  if (instances !== prototypes.data.NdArray) return false;
  return (
    memberOfData(new DataValue('float32', TensorShape.of(2, 3)), key, undefined as never, undefined as never) !==
    undefined
  );
}

describe('the module tensorloom of the analysis', () => {
  it('has every export of the package, with every member of every class', () => {
    expect(missing(tf as Exports, bound)).toEqual([]);
  });

  it('has no export that the package lacks', () => {
    const extra = (object: HeapObject, exports: Exports, path: string): string[] =>
      object.ownKeys.flatMap((key) => {
        const value = object.own(key) as Value;
        const own = exports[String(key)];
        if (!Object.hasOwn(exports, key)) return [`${path}.${String(key)}`];
        return isModule(own) ? extra(value as HeapObject, own as Exports, `${path}.${String(key)}`) : [];
      });
    expect(extra(bound, tf as Exports, 'tf')).toEqual([]);
  });

  it('has classes that inherit from each other as those of the package do', () => {
    const classes = classesOf(tf as Exports, bound);
    const inherits = (a: object, b: object) => Object.prototype.isPrototypeOf.call(b, a);
    const wrong = classes.flatMap(([own, found]) =>
      classes.flatMap(([base, foundBase]) => {
        const expected = inherits(own, base);
        return expected === chain(found.instances!).includes(foundBase.instances!) ? [] : [`${own.name} ${base.name}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

/** What the object inherits from. */
function chain({ prototype }: HeapObject): HeapObject[] {
  return prototype ? [prototype, ...chain(prototype)] : [];
}

function classesOf(exports: Exports, object: HeapObject): [new () => unknown, NativeFunction][] {
  return Object.entries(exports).flatMap(([key, value]): [new () => unknown, NativeFunction][] => {
    const found = object.own(key);
    if (isModule(value)) return classesOf(value as Exports, found as HeapObject);
    return isClass(value) ? [[value, found as NativeFunction]] : [];
  });
}
