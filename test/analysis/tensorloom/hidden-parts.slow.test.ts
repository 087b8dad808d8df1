import { describe, expect, it } from 'vitest';
import { ArrayValue, Unknown, type Value } from '../../../engine/analysis/index.ts';
import { Graph, isGraphElement, Tensor, withDefaultGraph } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { exchangeGradients } from '../../../engine/ops/index.ts';
import { analyzed } from './analyzed.ts';
import { calls } from './public-function-calls.ts';

/**
 * Parts of a program are hidden from the analysis, one by one and all at once. Whatever they are: what is said of the
 * program must be true of the run, in which they are what they were.
 */

/** Each kind of part by what finds it; numbers inside texts are none. */
const parts = {
  number: /(?<![\w.$])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w$])/g,
  text: /'[^']*'|"[^"]*"/g,
  'truth value': /\b(?:true|false)\b/g,
  list: /(?<![\w)\]])\[[\d\s.,-]+\]/g,
  tensor: /tf\.(?:ones|zeros|constant)\(\[?[\d\s.,-]+\]?\)/g,
} as const;

const texts = /'[^']*'|"[^"]*"|`[^`]*`/g;

/** Where the parts are in the program's text. */
function placesOf(text: string, kind: keyof typeof parts): [start: number, end: number][] {
  const inside = [...text.matchAll(texts)].map(({ 0: match, index }) => [index, index + match.length]);
  return [...text.matchAll(parts[kind])]
    .map(({ 0: match, index }): [number, number] => [index, index + match.length])
    .filter(([start]) => kind === 'text' || !inside.some(([from, to]) => from < start && start < to));
}

/** The text with the parts at `places` asked for: `hidden(3)`. */
function hiding(text: string, places: readonly [start: number, end: number][]): string {
  return places.reduceRight(
    (hidden, [start, end]) => `${hidden.slice(0, start)}hidden(${hidden.slice(start, end)})${hidden.slice(end)}`,
    text,
  );
}

/** What the program gives in a run. */
function resultOf(text: string): unknown {
  const program = new Function('tf', 'hidden', `return (${text})(tf);`) as (...args: unknown[]) => unknown;
  // Each run is one of a process of its own, which no gradients are registered in.
  const outer = exchangeGradients(new Map());
  try {
    return withDefaultGraph(new Graph(), () => program(tf, (value: unknown) => value));
  } finally {
    exchangeGradients(outer);
  }
}

const anything = 'const hidden = JSON.parse(process.env.HIDDEN);';

/** What is known of a hidden part, beside that it may be anything. */
const kinds: readonly (readonly [kind: keyof typeof parts, declaration: string])[] = [
  ['number', 'const hidden = (value) => Number(process.env.HIDDEN);'],
  ['text', 'const hidden = (value) => String(process.env.HIDDEN);'],
  ['truth value', 'const hidden = (value) => process.env.HIDDEN === value;'],
  ...(Object.keys(parts) as (keyof typeof parts)[]).map((kind) => [kind, anything] as const),
];

/** Where the analysis says something that is not so. */
function untruths(text: string, hiding: string): string[] {
  const { program, diagnostics } = analyzed(`${hiding}\nexport const result = (${text})(tf);`);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  return [...errors, ...disagreements(program.exports.get('result'), resultOf(text), 'result')];
}

function disagreements(found: Value, real: unknown, place: string): string[] {
  if (found instanceof Unknown) return [];
  const [tensor, realTensor] = [tensorOf(found), tensorOf(real)];
  if (tensor && realTensor) {
    if (tensor.dtype === realTensor.dtype && tensor.shape.isCompatibleWith(realTensor.shape)) return [];
    return [`${place}: ${shown(tensor)}, but ${shown(realTensor)} in a run`];
  }
  if (found instanceof ArrayValue) {
    const { items } = found;
    if (!items) return Array.isArray(real) ? [] : [`${place} is no list`];
    if (!Array.isArray(real) || real.length !== items.length) return [`${place} has not ${items.length} items`];
    return items.flatMap((item, i) => disagreements(item, real[i], `${place}[${i}]`));
  }
  const isSame = Object.is(found, real) || (typeof found === 'object' && typeof real === 'object' && found && real);
  return isSame ? [] : [`${place}: ${String(found)}, but ${String(real)} in a run`];
}

function tensorOf(value: unknown): Tensor | undefined {
  const element: unknown = isGraphElement(value) ? value.asGraphElement() : value;
  return element instanceof Tensor ? element : undefined;
}

const shown = ({ dtype, shape }: Tensor) => `${dtype}${shape.toSymbolic()}`;

describe.each(kinds)('where a %s is hidden: %s', (kind, declaration) => {
  it.each(Object.entries(calls))('nothing untrue is said: %s', (_function, program) => {
    const text = program.toString();
    const places = placesOf(text, kind);
    const hidden = [...places.map((place) => [place]), places].map((some) => hiding(text, some));
    const found = hidden.flatMap((each) => untruths(each, declaration).map((untruth) => `${untruth}\n${each}`));
    expect(found).toEqual([]);
  });
});
