/**
 * The fix that writes another name where a size has the wrong one: `units` for `inputs` in the shape of a layer's biases. The
 * names looked at are those beside it: the parameters of the same function, the properties of the same object.
 */

import type { Tensor } from '../../../graph/index.ts';
import type { QuickFix } from '../../diagnostic.ts';
import type { Program } from '../../program/program.ts';
import { ts } from '../../syntax.ts';
import { fix, replace, textOf } from '../edits/text-edits.ts';
import { declarationOf, isFunction } from '../syntax/declarations.ts';
import { bare, numberOf, type Trail, tracedExpression } from '../syntax/trace-expression.ts';
import { dimensionSources } from './dimension-source.ts';

/** Undefined where the size is not written with a name, or not exactly one name beside it has that value. */
export function otherName(tensor: Tensor, axis: number, size: number, program: Program): QuickFix | undefined {
  const sources = dimensionSources(tensor, axis, program);
  const [source] = sources;
  if (sources.length !== 1 || !source?.written) return undefined;
  const { written, trail } = source;
  const fitting = namesBeside(written, trail).filter(({ value }) => numberOf(value, trail) === size);
  const [other] = fitting;
  return fitting.length === 1
    ? fix(`Write ${other.text} in place of ${textOf(written)}`, replace(written, other.text))
    : undefined;
}

interface Name {
  readonly text: string;
  readonly value: ts.Expression;
}

function namesBeside(written: ts.Expression, trail: Trail): Name[] {
  const name = bare(written);
  if (ts.isPropertyAccessExpression(name)) return propertiesBeside(name, trail);
  const declaration = ts.isIdentifier(name) ? declarationOf(name.text, name) : undefined;
  const owner = declaration && ts.findAncestor(declaration, isFunction);
  const isParameter = owner?.parameters.some(({ pos, end }) => pos <= declaration!.pos && declaration!.end <= end);
  return owner && isParameter ? owner.parameters.flatMap((parameter) => namesOf(parameter.name)) : [];
}

function namesOf(name: ts.BindingName): Name[] {
  // A name, seen from where it is declared, has the value that the call gave it.
  if (ts.isIdentifier(name)) return [{ text: name.text, value: name }];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));
}

function propertiesBeside({ expression }: ts.PropertyAccessExpression, trail: Trail): Name[] {
  const object = tracedExpression(expression, trail);
  if (!ts.isObjectLiteralExpression(object)) return [];
  return object.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) && ts.isIdentifier(property.name)
      ? [{ text: `${textOf(expression)}.${property.name.text}`, value: property.initializer }]
      : [],
  );
}
