/** Typed arrays and NdArrays: how many elements, of which type; never which. */

import { describe, expect, it } from 'vitest';
import {
  type ArrayValue,
  DataValue,
  listOfUnknownLength,
  SizeValue,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../../../engine/analysis/values/index.ts';
import { symbol, TensorShape } from '../../../engine/graph/index.ts';
import { TestMachine } from './test-machine.ts';

const batch = symbol('batch');
const shapeOf = (value: Value) => (value as DataValue).shape.toSymbolic();

describe('typed arrays', () => {
  it.each([
    [[3], '[3]'],
    [[], '[0]'],
    [[new SizeValue(batch)], '[batch]'],
    [['4'], '[4]'],
  ])('are as long as they are made', (args, shape) => {
    const machine = new TestMachine();
    expect(shapeOf(machine.construct('Float32Array', ...args))).toBe(shape);
  });

  it('take the length of lists, other typed arrays and what is iterable', () => {
    const machine = new TestMachine();
    expect(shapeOf(machine.construct('Int32Array', machine.it.array([1, 2])))).toBe('[2]');
    expect(shapeOf(machine.construct('Float64Array', machine.construct('Uint8Array', 5)))).toBe('[5]');
    expect(shapeOf(machine.construct('Uint8Array', machine.construct('Set', machine.it.array([1, 1]))))).toBe('[1]');
    const list = machine.it.list({ items: null, length: batch, element: unknownNumber });
    expect(shapeOf(machine.construct('BigInt64Array', list))).toBe('[batch]');
  });

  it.each([
    ['Float32Array', 'float32'],
    ['Float64Array', 'float64'],
    ['Int32Array', 'int32'],
    ['BigInt64Array', 'int64'],
    ['Uint8Array', 'uint8'],
    ['Uint8ClampedArray', 'uint8'],
  ])('%s holds %s', (name, dtype) => {
    const machine = new TestMachine();
    expect(machine.construct(name, 2)).toMatchObject({ dtype, className: name });
  });

  it('keep what their elements mean when a part is taken, and forget it when they are computed with', () => {
    const machine = new TestMachine();
    const labels = new DataValue('int32', TensorShape.of(100), 'Int32Array', 'class-ids');
    const add = machine.it.native('add', () => unknownNumber);
    expect(machine.method(labels, 'slice', [0, 10])).toMatchObject({ meaning: 'class-ids' });
    expect(shapeOf(machine.method(labels, 'subarray', [-10]))).toBe('[10]');
    expect(machine.method(labels, 'map', [add])).toMatchObject({ meaning: undefined, className: 'Int32Array' });
  });

  it('have a length that is not known where it is not', () => {
    const machine = new TestMachine();
    const data = machine.construct('Float32Array', 8);
    const perhaps = machine.it.native('perhaps', () => unknownBoolean);
    expect((machine.method(data, 'filter', [perhaps]) as DataValue).shape.known).toBeUndefined();
    expect(machine.get(data, '3')).toBe(unknownNumber);
    expect(machine.get(data, '8')).toBeUndefined();
    expect(machine.get(data, 'length')).toBe(8);
    expect(machine.method(data, 'join')).toBe(unknownString);
  });

  it('refuse what surely does not fit', () => {
    const machine = new TestMachine();
    const data = machine.construct('Float32Array', 2);
    expect(() => machine.method(data, 'set', [machine.it.array([1, 2]), 1])).toThrow();
    expect(machine.method(data, 'set', [machine.it.list(listOfUnknownLength(1))])).toBeUndefined();
  });
});

describe('NdArrays', () => {
  const images = new DataValue('float32', new TensorShape([batch, 784]), 'NdArray', 'images');

  it('say their shape, type, rank and size', () => {
    const machine = new TestMachine();
    expect((machine.get(images, 'shape') as ArrayValue).items).toEqual([new SizeValue(batch), 784]);
    expect(machine.get(images, 'dtype')).toBe('float32');
    expect(machine.get(images, 'rank')).toBe(2);
    expect(String((machine.get(images, 'size') as SizeValue).dim)).toBe('784*batch');
    expect(shapeOf(machine.get(images, 'data'))).toBe('[784*batch]');
  });

  it('are gone through row by row', () => {
    const machine = new TestMachine();
    const rows = machine.it.iterate(images, machine.site);
    expect(rows).toMatchObject({ items: null, length: batch });
    expect(shapeOf((rows as { element: Value }).element)).toBe('[784]');
    const row = new DataValue('bool', TensorShape.of(3));
    expect(machine.it.iterate(row, machine.site)).toMatchObject({ length: 3, element: unknownBoolean });
  });

  it('become lists of lists', () => {
    const machine = new TestMachine();
    const small = new DataValue('float32', new TensorShape([2, 3]));
    const [first, second] = (machine.method(small, 'toArray') as ArrayValue).items as ArrayValue[];
    expect(first.length).toBe(3);
    machine.method(first, 'push', [1]);
    expect([first.length, second.length]).toEqual([4, 3]);
    expect((machine.method(images, 'toArray') as ArrayValue).length).toBe(batch);
  });

  it('have methods like any object', () => {
    const machine = new TestMachine();
    expect(machine.method(images, 'toString')).toBe(unknownString);
    expect(machine.method(images, 'hasOwnProperty', ['shape'])).toBe(unknownBoolean);
    expect(machine.get(images, 'nothing')).toBeUndefined();
  });

  it('take another shape', () => {
    const machine = new TestMachine();
    expect(shapeOf(machine.method(images, 'reshape', [machine.it.array([28, 28])]))).toBe('[28, 28]');
    expect(machine.method(images, 'copy')).toMatchObject({ meaning: 'images' });
  });

  it('of unknown rank say nothing', () => {
    const machine = new TestMachine();
    const any = new DataValue('float32', TensorShape.unknown);
    expect(machine.get(any, 'rank')).toBe(unknownNumber);
    expect((machine.get(any, 'shape') as ArrayValue).items).toBeUndefined();
    expect(machine.it.iterate(any, machine.site).items).toBeNull();
  });
});
