/** Whatever the library's functions are called with and on: they answer, or the program throws; nothing else happens. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EndOfAnalysis, ThrowSignal } from '../../../engine/analysis/interpreter/index.ts';
import {
  Accessor,
  type ArrayValue,
  DataValue,
  type HeapObject,
  listOfUnknownLength,
  NativeFunction,
  ObjectValue,
  SizeValue,
  Unknown,
  unknown,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../../../engine/analysis/values/index.ts';
import { addDims, symbol, TensorShape } from '../../../engine/graph/index.ts';
import { TestMachine } from './test-machine.ts';

const n = symbol('n');

/** Values of every kind, the strange ones above all. */
function oddValues(machine: TestMachine): readonly Value[] {
  const { it } = machine;
  const cyclic = it.array([]) as ArrayValue;
  cyclic.setList(it.journal, { items: [cyclic, 1] });
  const open = new ObjectValue(it.prototypes.object);
  open.isOpen = true;
  const data = (dims: ConstructorParameters<typeof TensorShape>[0]) => new DataValue('float32', new TensorShape(dims));
  return [
    ...[
      undefined,
      null,
      true,
      0,
      -0,
      1,
      -1,
      2.5,
      1e9,
      -1e9,
      2 ** 53,
      Infinity,
      -Infinity,
      Number.NaN,
      10n,
      Symbol('s'),
    ],
    ...['', 'a', 'length', '__proto__', 'x'.repeat(300), '[1, {"a": 2}]', '(', '\ud800'],
    ...[unknown, unknownNumber, unknownString, unknownBoolean, new Unknown('bigint'), new Unknown('object')],
    ...[new Unknown('function'), new Unknown('tensor'), new Unknown('promise'), new Unknown(undefined, true)],
    ...[new SizeValue(n), new SizeValue(addDims(n, -5))],
    ...[it.array([]), it.array([3, 1, 'b', undefined]), cyclic, it.list(listOfUnknownLength())],
    ...[
      it.list({ items: null, length: n, element: 1 }),
      machine.construct('Array', 3),
      machine.construct('Array', 1e9),
    ],
    ...[it.array([it.array(['k', 1]), it.array([unknownString, 2])]), it.array([unknown, new SizeValue(n)])],
    ...[
      it.object(),
      it.object([
        ['a', 1],
        ['length', 2],
      ]),
      it.object([['length', unknown]]),
      open,
    ],
    it.object([
      [
        'g',
        new Accessor(
          it.native('g', () => unknown),
          undefined,
        ) as never,
      ],
    ]),
    ...[data([]), data([3]), data([n, 2]), data(null), machine.construct('Float32Array', 4)],
    ...[machine.construct('Map', it.array([it.array(['a', 1])])), machine.construct('Map', unknown)],
    ...[machine.construct('Set', it.array([1, 2])), machine.construct('WeakMap'), it.promise(1)],
    ...[machine.construct('RegExp', 'a+', 'g'), machine.construct('RegExp', unknownString)],
    ...[machine.construct('Date'), machine.construct('Error', 'no')],
    ...[
      it.native('one', () => 1),
      it.native('perhaps', () => unknownBoolean),
      it.native('echo', ({ args }) => args[0]),
    ],
    it.native('throwing', (call) => call.machine.throw(5)),
    // Something of the engine.
    { engine: true } as unknown as Value,
  ];
}

/** Every function of the library, with a name to find it by. */
function functionsOf(machine: TestMachine): (readonly [string, NativeFunction])[] {
  const found: (readonly [string, NativeFunction])[] = [];
  const look = (name: string, holder: HeapObject) => {
    for (const key of holder.ownKeys) {
      const slot = holder.own(key);
      if (slot instanceof NativeFunction && key !== 'constructor') found.push([`${name}.${String(key)}`, slot]);
      if (slot instanceof Accessor) found.push([`${name}.${String(key)}`, slot.get as NativeFunction]);
    }
  };
  const { errors, data, ...plain } = machine.it.prototypes;
  for (const [name, prototype] of Object.entries({ ...plain, ...errors, ...data })) look(name, prototype);
  for (const [name, value] of machine.it.library.globals) {
    if (value instanceof NativeFunction) found.push([name, value]);
    if (value instanceof ObjectValue && name !== 'globalThis' && name !== 'global') look(name, value);
  }
  return found;
}

describe('every function of the library', () => {
  const names = functionsOf(new TestMachine()).map(([name]) => name);
  const index = fc.nat({ max: 200 });
  it('answers or throws what the program can catch, whatever it is given', () => {
    expect(names.length).toBeGreaterThan(500);
    for (const name of names) {
      let machine = new TestMachine(200_000);
      let values = oddValues(machine);
      let callee = functionsOf(machine).find(([each]) => each === name)![1];
      const at = (i: number) => values[i % values.length];
      fc.assert(
        fc.property(
          index,
          fc.array(index, { maxLength: 4 }),
          fc.boolean(),
          fc.boolean(),
          (self, args, hasMore, isNew) => {
            const given = args.map(at);
            try {
              if (isNew && callee.construct) machine.it.construct(callee, given, machine.site, hasMore);
              else machine.it.call(callee, at(self), given, machine.site, hasMore);
            } catch (signal) {
              if (signal instanceof EndOfAnalysis) {
                machine = new TestMachine(200_000);
                values = oddValues(machine);
                callee = functionsOf(machine).find(([each]) => each === name)![1];
              } else if (!(signal instanceof ThrowSignal))
                throw new Error(`${name}: ${String(signal)}`, { cause: signal });
            }
          },
        ),
        { numRuns: 40 },
      );
    }
  });
});
