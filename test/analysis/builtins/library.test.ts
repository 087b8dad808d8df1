/** The library is whole: what JavaScript has, a program finds. And what is in it is safe to use. */

import { describe, expect, it } from 'vitest';
import { ThrowSignal } from '../../../engine/analysis/interpreter/index.ts';
import {
  type ArrayValue,
  type CollectionValue,
  type HeapObject,
  isUnknown,
  listOfUnknownLength,
  ObjectValue,
  type PromiseValue,
  programExit,
  Unknown,
  unknown,
  unknownNumber,
  unknownString,
  type Value,
} from '../../../engine/analysis/values/index.ts';
import { resultOf, TestMachine } from './test-machine.ts';

/** Names beside methods, and hooks of the language's own that no program calls by name. */
const notModelled = new Set<string | symbol>([
  ...['caller', 'callee', 'arguments', 'constructor', '__proto__'],
  ...[Symbol.toStringTag, Symbol.unscopables, Symbol.toPrimitive, Symbol.dispose],
  ...[Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split],
]);

describe('the prototypes', () => {
  const { prototypes } = new TestMachine().it;
  it.each<[string, object, HeapObject]>([
    ['Object', Object.prototype, prototypes.object],
    ['Function', Function.prototype, prototypes.function],
    ['Array', Array.prototype, prototypes.array],
    ['String', String.prototype, prototypes.string],
    ['Number', Number.prototype, prototypes.number],
    ['Boolean', Boolean.prototype, prototypes.boolean],
    ['BigInt', BigInt.prototype, prototypes.bigint],
    ['Symbol', Symbol.prototype, prototypes.symbol],
    ['Map', Map.prototype, prototypes.map],
    ['Set', Set.prototype, prototypes.set],
    ['WeakMap', WeakMap.prototype, prototypes.weakMap],
    ['WeakSet', WeakSet.prototype, prototypes.weakSet],
    ['Promise', Promise.prototype, prototypes.promise],
    ['Iterator', Iterator.prototype, prototypes.iterator],
    ['RegExp', RegExp.prototype, prototypes.regexp],
    ['Date', Date.prototype, prototypes.date],
    ['Error', Error.prototype, prototypes.error],
    ['Float32Array', Object.getPrototypeOf(Float32Array.prototype), prototypes.data.Float32Array],
  ])('%s has every method', (name, real, ours) => {
    const own = name === 'Array' || name === 'String' || name === 'Float32Array' ? ['length'] : [];
    const missing = Reflect.ownKeys(real).filter(
      (key) => !notModelled.has(key) && !own.includes(key as string) && !ours.hasOwn(key) && key !== 'name',
    );
    expect(missing).toEqual([]);
  });
});

describe('the global variables', () => {
  it('are those of the language', () => {
    const machine = new TestMachine();
    const ofLanguage = ['Object', 'Array', 'Map', 'Promise', 'Math', 'JSON', 'Reflect', 'parseInt', 'structuredClone'];
    for (const name of ofLanguage) expect(machine.global(name), name).toBeInstanceOf(ObjectValue);
    expect(machine.global('undefined')).toBeUndefined();
    expect(machine.global('Infinity')).toBe(Infinity);
  });

  it('are unknown where they are not modelled, and so is what they make', () => {
    const machine = new TestMachine();
    for (const name of ['URL', 'Buffer', 'Proxy', 'WeakRef']) {
      expect(isUnknown(machine.construct(name, 'x')), name).toBe(true);
    }
    expect(isUnknown(machine.global('nobodyKnows'))).toBe(true);
    expect(isUnknown(machine.get(machine.construct('Uint16Array', 4), 'length'))).toBe(true);
    expect(isUnknown(machine.get(machine.global('Array'), 'somethingNew'))).toBe(true);
  });

  it('belong to one program: another does not see what it does to them', () => {
    expect(resultOf('Array.prototype.twice = 1; Math.x = 2; export const result = [[].twice, Math.x];')).toMatchObject({
      items: [1, 2],
    });
    expect(resultOf('export const result = [].twice;')).toBeUndefined();
  });
});

describe('process', () => {
  it('ends the program for good', () => {
    const machine = new TestMachine();
    let thrown: unknown;
    try {
      machine.method(machine.global('process'), 'exit', [1]);
    } catch (signal) {
      thrown = signal;
    }
    expect((thrown as ThrowSignal).value).toBe(programExit);
  });

  it('is not caught', () => {
    const source = 'try { process.exit(1); } catch { reached(); } finally { reached(); }';
    const reached = new TestMachine().it.native('reached', () => {
      throw new Error('reached');
    });
    expect(() => resultOf(source, [['reached', reached]])).toThrow(ThrowSignal);
  });

  it('has arguments and an environment of which nothing is known', () => {
    const machine = new TestMachine();
    const process = machine.global('process');
    expect(machine.get(machine.get(process, 'argv'), '2')).toBe(unknown);
    expect(machine.get(machine.get(process, 'env'), 'HOME')).toBe(unknown);
    expect(machine.method(process, 'cwd')).toBe(unknownString);
  });
});

describe('promises', () => {
  it('are unknown where someone else settles them', () => {
    const source = 'const r = await new Promise((resolve) => elsewhere(resolve)); export const result = r;';
    expect(resultOf(source)).toBe(unknown);
    const other =
      'let k; const p = new Promise((f) => { if (maybe) f(1); else k = f; }); export const result = await p;';
    expect(resultOf(other, [['maybe', new Unknown('boolean')]])).toBe(unknown);
  });

  it('that may fail go on both ways', () => {
    const caught = 'let n = 1; await later.then(() => 2).catch(() => { n = 2; }); export const result = n;';
    const machine = new TestMachine();
    expect(resultOf(caught, [['later', machine.it.promise(5)]])).toBe(unknownNumber);
  });

  it('keep lists of unknown length', () => {
    const machine = new TestMachine();
    const list = machine.it.list(listOfUnknownLength(machine.it.promise(3)));
    const all = machine.method(machine.global('Promise'), 'all', [list]) as PromiseValue;
    expect((all.value as ArrayValue).list).toMatchObject({ items: null, element: 3 });
  });
});

describe('maps and sets of what is not known', () => {
  it('forget their entries, and have some size', () => {
    const machine = new TestMachine();
    const map = machine.construct('Map') as CollectionValue;
    machine.method(map, 'set', ['a', 1]);
    expect(machine.method(map, 'get', [unknownString])).toBe(unknown);
    machine.method(map, 'set', [unknownString, 2]);
    expect(map.entries).toBeNull();
    expect(machine.method(map, 'get', ['a'])).toBe(unknown);
    expect(isUnknown(machine.method(map, 'has', ['b']))).toBe(true);
  });

  it('still call back', () => {
    const source = 'let n = 0; new Set(things).forEach(() => { n = 1; }); export const result = n;';
    expect(resultOf(source, [['things', unknown]])).toBe(unknownNumber);
  });
});

describe('objects of which not all is known', () => {
  const open = (machine: TestMachine, known: Record<string, Value> = {}) => {
    const object = machine.it.object(Object.entries(known)) as ObjectValue;
    object.isOpen = true;
    return object;
  };

  it('list keys that are not known', () => {
    const machine = new TestMachine();
    const keys = machine.method(machine.global('Object'), 'keys', [open(machine, { a: 1 })]) as ArrayValue;
    expect(keys.list).toMatchObject({ items: null, element: unknownString });
  });

  it('overwrite what they may overwrite', () => {
    const machine = new TestMachine();
    const target = machine.it.object([['a', 1]]);
    machine.method(machine.global('Object'), 'assign', [target, open(machine, { b: 2 })]);
    expect(machine.get(target, 'a')).toBe(unknown);
    expect(machine.get(target, 'b')).toBe(2);
  });

  it('are not text', () => {
    const machine = new TestMachine();
    const text = machine.method(machine.global('JSON'), 'stringify', [open(machine)]);
    expect(text).toBe(unknownString);
  });

  it('do not show what was defined so that nothing lists it', () => {
    const source =
      'const o = { a: 1 }; Object.defineProperty(o, "b", { value: 2 }); export const result = Object.keys(o);';
    expect((resultOf(source) as ArrayValue).items).toBeUndefined();
  });
});

describe('hostile programs', () => {
  it.each([
    ['a list in itself', 'const a = []; a.push(a); export const result = a.flat(Infinity).length;'],
    ['the text of a list in itself', 'const a = []; a.push(a, a); export const result = String(a);'],
    ['a text of texts', 'const a = Array(9000).fill("x".repeat(90000)); export const result = "" + a;'],
    [
      'a list of lists of lists',
      'let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; export const result = [String(a), JSON.stringify(a), a.flat(3)];',
    ],
    ['deep JSON', 'export const result = JSON.parse("[".repeat(50000) + "]".repeat(50000));'],
    ['a deep object', 'let o = {}; for (let i = 0; i < 200; i++) o = { o }; export const result = structuredClone(o);'],
    ['an object in itself', 'const o = {}; o.o = o; export const result = structuredClone(o);'],
    ['doubling', 'let a = [1]; for (let i = 0; i < 60; i++) a = a.concat(a); export const result = a.length;'],
    [
      'doubling by spread',
      'let a = [1]; for (let i = 0; i < 60; i++) a = [...a, ...a]; export const result = a.length;',
    ],
    ['doubling a text', 'let s = "x"; for (let i = 0; i < 60; i++) s = s.concat(s); export const result = s.length;'],
    ['growing places', 'export const result = "a".repeat(1000).replaceAll("a", "b".repeat(100000)).length;'],
    [
      'what stands before each match',
      'export const result = "a".repeat(3000).replaceAll("a", "$`".repeat(400)).length;',
    ],
    [
      'many matches',
      'let n = 0; export const result = "ab".repeat(40000).replace(/a/g, () => { n++; return "c"; }).length;',
    ],
    ['many units', 'export const result = String.fromCharCode(...Array(9000).fill(65)).length;'],
    ['keys named after the prototype', 'export const result = JSON.parse(\'{"__proto__": {"x": 1}}\').x;'],
    [
      'a sort without order',
      'export const result = Array.from({ length: 300 }, (_, i) => i).sort((a) => (a % 2 ? 1 : -1)).length;',
    ],
    [
      'callbacks in callbacks',
      'const d = (n) => (n === 0 ? [] : [1, 2, 3, 4].map(() => d(n - 1))); export const result = d(5).length;',
    ],
  ])('%s', (_, source) => {
    const started = performance.now();
    expect(() => resultOf(source)).not.toThrow();
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
