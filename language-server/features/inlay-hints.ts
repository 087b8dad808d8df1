/** Types and shapes behind the names of declarations and parameters, where the program does not say them itself. */

import { type InlayHint, InlayHintKind, MarkupKind, type Range } from 'vscode-languageserver-types';
import { type Program, ts } from '../../engine/analysis/index.ts';
import { argumentFor, writtenCall } from './api-calls.ts';
import type { FileView } from './file-view.ts';
import { isTensorValue, type TensorValue, tensorType } from './tensors.ts';

/** Of a name that was several tensors; more than these are not told apart. */
const mostTypes = 2;

export function inlayHints(view: FileView, range: Range): InlayHint[] {
  const [start, end] = [view.offsetAt(range.start), view.offsetAt(range.end)];
  const hints: InlayHint[] = [];
  for (const { node, values } of view.program.facts(view.file)) {
    if (node.end < start || node.end > end || !ts.isIdentifier(node) || !isDeclared(node)) continue;
    if (values.length > 0 && values.every(isTensorValue) && !isEvident(node, view.program)) {
      hints.push(hint(view, node, values as readonly TensorValue[]));
    }
  }
  return hints.sort((a, b) => a.position.line - b.position.line || a.position.character - b.position.character);
}

function hint(view: FileView, node: ts.Identifier, values: readonly TensorValue[]): InlayHint {
  const types = [...new Set(values.map(tensorType))];
  const shown = (types.length > mostTypes ? [...types.slice(0, mostTypes), '…'] : types).join(' | ');
  const names = values.map((value) => `- \`${tensorType(value)}\` \`${value.name}\``);
  // Behind the type that the program gives, it says more of that.
  const written = (node.parent as Declared).type;
  return {
    position: view.positionAt(written?.end ?? node.end),
    label: written ? shown : `: ${shown}`,
    ...(written && { paddingLeft: true }),
    kind: InlayHintKind.Type,
    tooltip: { kind: MarkupKind.Markdown, value: names.join('\n') },
  };
}

type Declared =
  | ts.VariableDeclaration
  | (ts.BindingElement & { type?: never })
  | ts.ParameterDeclaration
  | ts.PropertyDeclaration;

/** The name of a variable, a part of a pattern, a parameter, or a field of a class. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isParameter(parent) ||
    ts.isPropertyDeclaration(parent);
  return declares && parent.name === node;
}

/** The very initialiser says the shape: `tf.zeros([10])`, `tf.placeholder('float32', [null, 784])`. */
function isEvident(node: ts.Identifier, program: Program): boolean {
  const { parent } = node;
  const initializer =
    ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) ? parent.initializer : undefined;
  return initializer !== undefined && saysShape(initializer, program);
}

function saysShape(expression: ts.Expression, program: Program): boolean {
  if (!ts.isCallExpression(expression) && !ts.isNewExpression(expression)) return false;
  const call = writtenCall(expression, program);
  const shapes = call
    ? [...call.signature.parameters, ...call.signature.options].filter(({ kind }) => kind === 'shape')
    : [];
  if (call && shapes.some(({ name }) => isLiteralShape(argumentFor(call, name)))) return true;
  // A variable has the shape of its initial value.
  const [first] = expression.arguments ?? [];
  return ts.isNewExpression(expression) && first !== undefined && saysShape(first, program);
}

function isLiteralShape(expression: ts.Expression | undefined): boolean {
  return (
    expression !== undefined &&
    ts.isArrayLiteralExpression(expression) &&
    expression.elements.every((each) => ts.isNumericLiteral(each) || each.kind === ts.SyntaxKind.NullKeyword)
  );
}
