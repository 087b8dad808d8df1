import { describe, expect, it } from 'vitest';
import { ArrayValue, Unknown, type Value } from '../../../engine/analysis/index.ts';
import { Graph, isGraphElement, Tensor, withDefaultGraph } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { analyzed } from './analyzed.ts';
import { calls, type Program } from './public-function-calls.ts';

/**
 * Numbers of a program are hidden from the analysis, one by one and all at once. Whatever they are: what is said of the
 * program must be true of the run, in which they are what they were.
 */

const literals = /'[^']*'|"[^"]*"|`[^`]*`|(?<![\w.$])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w$])/g;
const isNumber = (literal: string) => /^\d/.test(literal);

/** The program's text with some of its numbers asked for: `hidden(3)`. */
function hiding(program: Program, isHidden: (index: number) => boolean): string {
  let index = 0;
  return program.toString().replace(literals, (literal) => {
    if (!isNumber(literal)) return literal;
    return isHidden(index++) ? `hidden(${literal})` : literal;
  });
}

const countOf = (program: Program) => (program.toString().match(literals) ?? []).filter(isNumber).length;

/** What the program gives in a run. */
function resultOf(text: string): unknown {
  const program = new Function('tf', 'hidden', `return (${text})(tf);`) as (...args: unknown[]) => unknown;
  return withDefaultGraph(new Graph(), () => program(tf, (value: number) => value));
}

/** What is hidden is a number, or may be anything. */
const hidings = {
  'a number': 'const hidden = (value) => Number(process.env.HIDDEN);',
  anything: 'const hidden = JSON.parse(process.env.HIDDEN);',
};

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

describe.each(Object.entries(hidings))('where a number is %s', (_name, declaration) => {
  it.each(Object.entries(calls))('nothing untrue is said: %s', (_function, program) => {
    const count = countOf(program);
    const texts = [
      ...Array.from({ length: count }, (_, hidden) => hiding(program, (i) => i === hidden)),
      hiding(program, () => true),
    ];
    const found = texts.flatMap((text) => untruths(text, declaration).map((untruth) => `${untruth}\n${text}`));
    expect(found).toEqual([]);
  });
});
