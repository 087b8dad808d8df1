/** The expression of a feed that was put together before the run: in a list, a Map, or by `set`. */

import type { Tensor } from '../../../graph/index.ts';
import type { Program } from '../../program/program.ts';
import { ts } from '../../syntax.ts';
import { tensorOf } from '../operand.ts';
import { declarationOf } from '../syntax/declarations.ts';
import { referencesOf } from '../syntax/references.ts';
import { tracedExpression } from '../syntax/trace-expression.ts';
import type { Fault } from './describer.ts';

/** What `tensor` was fed, as it was written; undefined where that cannot be found. */
export function writtenFeed(tensor: Tensor, fault: Fault): ts.Expression | undefined {
  const { program, origin, site } = fault;
  const feeds = site.args[1];
  if (!feeds) return undefined;
  const traced = tracedExpression(feeds, { stack: origin.stack, sources: program.sources });
  const list = ts.isNewExpression(traced) ? traced.arguments?.[0] : traced;
  return (
    (list && inList(list, tensor, program)) ?? (ts.isIdentifier(feeds) ? bySet(feeds, tensor, program) : undefined)
  );
}

function inList(list: ts.Expression, tensor: Tensor, program: Program): ts.Expression | undefined {
  if (!ts.isArrayLiteralExpression(list)) return undefined;
  const pairs = list.elements.filter(ts.isArrayLiteralExpression);
  return pairs.find(({ elements: [key] }) => key && isTensor(key, tensor, program))?.elements[1];
}

/** `feeds.set(x, xs)`. */
function bySet(feeds: ts.Identifier, tensor: Tensor, program: Program): ts.Expression | undefined {
  const declaration = declarationOf(feeds.text, feeds);
  if (!declaration || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  for (const { parent: access } of referencesOf(declaration as ts.VariableDeclaration & { name: ts.Identifier })) {
    const call = ts.isPropertyAccessExpression(access) && access.name.text === 'set' ? access.parent : undefined;
    if (!call || !ts.isCallExpression(call) || call.expression !== access) continue;
    const [key, value] = call.arguments;
    if (value && isTensor(key, tensor, program)) return value;
  }
  return undefined;
}

function isTensor(key: ts.Expression, tensor: Tensor, program: Program): boolean {
  return program.factOf(key)?.values.some((value) => tensorOf(value) === tensor) ?? false;
}
