/** `@shape {[batch, 784]} x` and `@shape {int32[batch]} ids` in a function's JSDoc: what its author says of parameters. */

import { ts } from '../syntax.ts';

export interface ShapeHint {
  readonly dtype: string;
  /** A number, a symbol's name, or null for `?`. */
  readonly dims: readonly (number | string | null)[];
  readonly text: string;
}

const none: ReadonlyMap<string, ShapeHint> = new Map();
const hintsOf = new WeakMap<ts.Node, ReadonlyMap<string, ShapeHint>>();
const pattern = /@shape\s+\{\s*(\w*)\s*\[([^\]]*)\]\s*\}\s+(\w+)/g;

/** The hint for the variable that a declaration or an assignment gives a value, if there is one. */
export function shapeHintOf(node: ts.Node): ShapeHint | undefined {
  if (!mentionsHints(node.getSourceFile())) return undefined;
  const target = ts.isVariableDeclaration(node) ? node.name : ts.isBinaryExpression(node) ? node.left : undefined;
  return target && ts.isIdentifier(target) ? shapeHints(node).get(target.text) : undefined;
}

const withHints = new WeakMap<ts.SourceFile, boolean>();

function mentionsHints(source: ts.SourceFile): boolean {
  let known = withHints.get(source);
  if (known === undefined) {
    known = source.text.includes('@shape');
    withHints.set(source, known);
  }
  return known;
}

/** By the name of the parameter or variable that the comment before `node` names. */
export function shapeHints(node: ts.Node): ReadonlyMap<string, ShapeHint> {
  if (!mentionsHints(node.getSourceFile())) return none;
  const known = hintsOf.get(node);
  if (known) return known;
  const hints = readHints(node);
  hintsOf.set(node, hints);
  return hints;
}

function readHints(node: ts.Node): ReadonlyMap<string, ShapeHint> {
  const source = node.getSourceFile();
  const owner = ts.isStatement(node) || ts.isClassElement(node) ? node : statementOf(node);
  const comments = ts.getLeadingCommentRanges(source.text, owner.pos) ?? [];
  let hints: Map<string, ShapeHint> | undefined;
  for (const { pos, end } of comments) {
    const comment = source.text.slice(pos, end);
    if (!comment.includes('@shape')) continue;
    for (const [, dtype, list, name] of comment.matchAll(pattern)) {
      const dims = list.split(',').map((part) => part.trim());
      hints ??= new Map();
      hints.set(name, {
        dtype: dtype || 'float32',
        dims: dims.filter(Boolean).map((part) => (/^\d+$/.test(part) ? Number(part) : part === '?' ? null : part)),
        text: `[${list.trim()}]`,
      });
    }
  }
  return hints ?? none;
}

/** The statement that an expression or a declaration is part of. */
function statementOf(node: ts.Node): ts.Node {
  let { parent } = node;
  while (parent && !ts.isStatement(parent) && !ts.isClassElement(parent)) parent = parent.parent;
  return parent ?? node;
}
