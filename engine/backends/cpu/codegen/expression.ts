/**
 * Expressions as JavaScript. Equal parts are computed once; what does not change along an inner loop is computed outside
 * it; float32 arithmetic rounds after every operation, except where the result is about to be stored and rounds anyway.
 */

import type { DType } from '../../../graph/index.ts';
import { childrenOf, type Expr } from '../../../ops/kernel-language/index.ts';
import type { Access } from './access.ts';
import { conversionText, roundsToFloat32 } from './conversions.ts';
import { literalText } from './literal.ts';
import { binaryCode, classOf, exactOnFloats, mayThrow, unaryCode } from './operators.ts';
import type { Placed, Scope } from './scope.ts';

/** What the leaves of an expression are in the kernel at hand. */
export interface Leaves {
  /** Array and access of each operand, by position. */
  readonly operands: readonly { readonly array: string; readonly access: Access }[];
  /** Access that gives the coordinate along an axis of the original iteration space. */
  readonly coordinate: (axis: number) => Access;
  /** The accumulator's text; `rounded` says whether it is a value of its type already. */
  readonly accumulator?: Placed & { readonly rounded: boolean };
}

interface Node {
  readonly id: number;
  readonly expr: Expr;
  readonly children: readonly Node[];
  /** Places that use it: parents and roots. */
  uses: number;
  done?: Result;
}

/** `rounded` is false for a float32 that still needs Math.fround; `truth` marks a JavaScript boolean. */
interface Result extends Placed {
  readonly rounded: boolean;
  readonly truth: boolean;
}

/** Texts of values of the expressions' types: numbers, bigints or strings, bool as 0 or 1. */
export function valueTexts(exprs: readonly Expr[], scope: Scope, leaves: Leaves): string[] {
  return new Compilation(scope, leaves).texts(exprs, valueText);
}

/** As valueTexts, for storing in arrays of the expressions' types: a float32 is left for the store to round. */
export function storeTexts(exprs: readonly Expr[], scope: Scope, leaves: Leaves): string[] {
  return new Compilation(scope, leaves).texts(exprs, (result) => (result.truth ? valueText(result) : result.text));
}

class Compilation {
  readonly #scope: Scope;
  readonly #leaves: Leaves;
  readonly #nodes = new Map<string, Node>();
  readonly #ofExpr = new Map<Expr, Node>();

  constructor(scope: Scope, leaves: Leaves) {
    this.#scope = scope;
    this.#leaves = leaves;
  }

  texts(exprs: readonly Expr[], textOf: (result: Result) => string): string[] {
    const roots = exprs.map((expr) => this.#intern(expr));
    for (const root of roots) root.uses++;
    return roots.map((root) => {
      const result = this.#compile(root);
      // With several outputs, all are computed before the first is stored: an output may lie in an operand's memory.
      const apart = exprs.length > 1 || result.depth < this.#scope.depth;
      return unbracketed(textOf(apart && root.expr.kind !== 'const' ? this.#bind(root, result) : result));
    });
  }

  /** The node of all expressions equal to `expr`. Nodes are numbered, so that keys stay short however deep it is. */
  #intern(expr: Expr): Node {
    const known = this.#ofExpr.get(expr);
    if (known !== undefined) return known;
    const children = childrenOf(expr).map((child) => this.#intern(child));
    const key = `${expr.kind} ${detailOf(expr)} ${expr.dtype} ${children.map(({ id }) => id).join()}`;
    let node = this.#nodes.get(key);
    if (node === undefined) {
      node = { id: this.#nodes.size, expr, children, uses: 0 };
      for (const child of children) child.uses++;
      this.#nodes.set(key, node);
    }
    this.#ofExpr.set(expr, node);
    return node;
  }

  #compile(node: Node): Result {
    if (node.done) return node.done;
    const result = this.#compute(node);
    const { expr } = node;
    const apart = expr.kind !== 'const' && (node.uses > 1 || throws(expr));
    node.done = apart ? this.#bind(node, result) : result;
    return node.done;
  }

  /** As part of something computed at `depth`: outside of that where it can be. */
  #part(node: Node, depth: number): Result {
    const result = this.#compile(node);
    if (result.depth < depth && node.expr.kind !== 'const') node.done = this.#bind(node, result);
    return node.done!;
  }

  #bind(node: Node, result: Result): Result {
    if (isName(result.text) && result.rounded) return result;
    const text = unbracketed(valueText(result));
    const name = this.#scope.bind(node.expr.kind === 'load' ? 'x' : 't', { text, depth: result.depth });
    return exact({ text: name, depth: result.depth });
  }

  #compute({ expr, children }: Node): Result {
    switch (expr.kind) {
      case 'const':
        return exact({ text: literalText(expr.value, expr.dtype), depth: 0 });
      case 'accumulator':
        return { ...this.#leaves.accumulator!, truth: false };
      case 'coordinate': {
        const { text, depth } = this.#scope.index(this.#leaves.coordinate(expr.axis));
        return exact({ text: expr.dtype === 'int64' ? `BigInt(${text})` : isName(text) ? text : `(${text})`, depth });
      }
      case 'load': {
        const { array, access } = this.#leaves.operands[expr.operand];
        const { text, depth } = this.#scope.index(access);
        return exact({ text: `${array}[${text}]`, depth });
      }
      default: {
        const depth = Math.max(...children.map((child) => this.#compile(child).depth));
        const parts = children.map((child) => this.#part(child, depth));
        return { depth, ...combine(expr, parts) };
      }
    }
  }
}

type Inner = Exclude<Expr, { kind: 'const' | 'load' | 'coordinate' | 'accumulator' }>;

function combine(expr: Inner, [x, y, z]: readonly Result[]): Omit<Result, 'depth'> {
  const truth = expr.dtype === 'bool';
  switch (expr.kind) {
    case 'unary': {
      if (expr.op === 'not' && x.truth) return { text: `!${x.text}`, rounded: true, truth: true };
      const code = unaryCode[expr.op][classOf[expr.x.dtype]];
      if (code === undefined) throw undefinedFor(expr.op, expr.x.dtype);
      const rounded = expr.dtype !== 'float32' || exactOnFloats.has(expr.op);
      return { text: code(valueText(x), expr.x.dtype), rounded, truth };
    }
    case 'binary': {
      const logical = expr.op === 'and' ? '&&' : expr.op === 'or' ? '||' : undefined;
      if (logical && x.truth && y.truth) return { text: `(${x.text} ${logical} ${y.text})`, rounded: true, truth };
      const code = binaryCode[expr.op][classOf[expr.x.dtype]];
      if (code === undefined) throw undefinedFor(expr.op, expr.x.dtype);
      const rounded = expr.dtype !== 'float32' || exactOnFloats.has(expr.op);
      return { text: code(valueText(x), valueText(y), expr.x.dtype), rounded, truth };
    }
    case 'select': {
      const condition = x.truth ? x.text : `${x.text} !== 0`;
      // Rounded once, outside, if either side needs it.
      const [a, b] = truth ? [valueText(y), valueText(z)] : [y.text, z.text];
      return { text: `(${condition} ? ${a} : ${b})`, rounded: y.rounded && z.rounded, truth: false };
    }
    case 'cast':
      return {
        text: conversionText(valueText(x), expr.x.dtype, expr.dtype),
        rounded: !roundsToFloat32(expr.x.dtype, expr.dtype),
        truth: false,
      };
  }
}

const exact = ({ text, depth }: Placed): Result => ({ text, depth, rounded: true, truth: false });

function valueText({ text, rounded, truth }: Result): string {
  if (truth) return `(${text} ? 1 : 0)`;
  return rounded ? text : `Math.fround(${unbracketed(text)})`;
}

function throws(expr: Expr): boolean {
  return (expr.kind === 'unary' || expr.kind === 'binary') && mayThrow(expr.op, expr.x.dtype);
}

/** What tells an expression from others of its kind with the same children. */
function detailOf(expr: Expr): string | number {
  switch (expr.kind) {
    case 'load':
      return expr.operand;
    case 'const':
      return literalText(expr.value, expr.dtype);
    case 'coordinate':
      return expr.axis;
    case 'unary':
    case 'binary':
      return expr.op;
    default:
      return '';
  }
}

const isName = (text: string) => /^[\w.]+$/.test(text);

/** Without a pair of brackets around the whole text. */
function unbracketed(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let open = 0;
  for (let i = 0; i < text.length - 1; i++) {
    if (text[i] === '(') open++;
    else if (text[i] === ')' && --open === 0) return text;
  }
  return text.slice(1, -1);
}

function undefinedFor(op: string, dtype: DType): Error {
  return new Error(`Internal: '${op}' is not defined for ${dtype}.`);
}
