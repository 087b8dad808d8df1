/** A language without a library, for tests of the interpreter alone: `probe(x)` tells what x is. */

import type { AnalysisHost } from '../../../engine/analysis/host.ts';
import { Interpreter, type Library } from '../../../engine/analysis/interpreter/index.ts';
import { Recorder } from '../../../engine/analysis/program/recorder.ts';
import {
  ArrayValue,
  HeapObject,
  isPrimitive,
  NativeFunction,
  ObjectValue,
  PromiseValue,
  type Prototypes,
  SizeValue,
  Unknown,
  unknown,
  type Value,
} from '../../../engine/analysis/values/index.ts';

const names = [
  'object',
  'function',
  'array',
  'string',
  'number',
  'boolean',
  'bigint',
  'symbol',
  'map',
  'set',
  'promise',
  'iterator',
  'error',
] as const;

/** Interprets `text` (and other files by name) and gives what `probe` was called with, in order, as text. */
export function probe(text: string, others: Record<string, string> = {}, fuel = 500_000): string[] {
  const files: Record<string, string> = { 'model.ts': text, ...others };
  const probed: string[] = [];
  const object = new ObjectValue(null);
  const prototypes = Object.fromEntries(
    names.map((name) => [name, name === 'object' ? object : new ObjectValue(object)]),
  ) as unknown as Prototypes;
  const tell = new NativeFunction(prototypes.function, 'probe', ({ args }) => {
    probed.push(args.map((arg) => show(arg)).join(' '));
    return undefined;
  });
  const library: Library = {
    prototypes,
    globals: new Map<string, Value>([
      ['probe', tell],
      ['NaN', Number.NaN],
      ['maybe', new Unknown('boolean')],
      ['anything', unknown],
    ]),
    packageNamed: () => undefined,
    memberOfData: () => unknown,
    iterate: () => undefined,
    host: {
      member: () => unknown,
      setMember: () => undefined,
      join: () => unknown,
      widen: () => unknown,
      text: () => undefined,
      operator: () => unknown,
      tensorLike: () => unknown,
      admitsShape: () => undefined,
      rehearse: (body) => body(),
    },
  };
  const host: AnalysisHost = {
    readFile: (file) => files[file],
    resolveImport: (specifier) => specifier.replace(/^\.\//, '').replace(/\.js$/, '.ts'),
  };
  const interpreter = new Interpreter(host, library, new Recorder('model.ts'), { fuel, trees: new Map() });
  interpreter.modules.run('model.ts');
  interpreter.census.runUncalled(interpreter);
  return probed;
}

export function show(value: Value, depth = 0): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (isPrimitive(value)) return typeof value === 'bigint' ? `${value}n` : String(value);
  if (value instanceof Unknown) return value.hint ? `?${value.hint}` : '?';
  if (value instanceof SizeValue) return `<${value.dim}>`;
  if (depth > 5) return '…';
  if (value instanceof ArrayValue) {
    const { list } = value;
    return list.items
      ? `[${list.items.map((item) => show(item, depth + 1)).join(', ')}]`
      : `[…${show(list.element, depth + 1)}]`;
  }
  if (value instanceof PromiseValue) return `Promise(${show(value.value, depth + 1)})`;
  if (value instanceof ObjectValue && value.className !== 'Function') {
    const parts = value.ownKeys.map((key) => `${String(key)}: ${show(value.own(key) as Value, depth + 1)}`);
    if (value.isOpen) parts.push('…');
    return `${value.className === 'Object' ? '' : `${value.className} `}{${parts.join(', ')}}`;
  }
  return value instanceof HeapObject ? 'function' : 'host';
}
