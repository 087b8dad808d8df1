/** Calls of the cross entropies, as the rules about them read them. */

import type { QuickFix } from '../diagnostic.ts';
import type { ApiCall } from '../program/program.ts';
import { ts } from '../syntax.ts';
import { ObjectValue } from '../values/index.ts';
import { setProperty } from './edits/call-options.ts';
import { fix, replace, textOf } from './edits/text-edits.ts';
import { type Operand, operandOf } from './operand.ts';
import { libraryName } from './syntax/library-names.ts';
import { propertyOf } from './syntax/trace-expression.ts';

export const denseLosses: ReadonlySet<string> = new Set([
  'nn.softmaxCrossEntropyWithLogits',
  'nn.softmaxCrossEntropyWithLogitsV2',
]);
export const sparseLoss = 'nn.sparseSoftmaxCrossEntropyWithLogits';
export const sigmoidLosses: ReadonlySet<string> = new Set([
  'nn.sigmoidCrossEntropyWithLogits',
  'nn.weightedCrossEntropyWithLogits',
]);
export const crossEntropies: ReadonlySet<string> = new Set([...denseLosses, sparseLoss, ...sigmoidLosses]);

export interface LabelsAndLogits {
  readonly labels: Operand;
  readonly logits: Operand;
}

/** What a cross entropy was given, where both are known and the classes are along the last axis. */
export function labelsAndLogits({ args: [named], origin }: ApiCall): LabelsAndLogits | undefined {
  if (!(named instanceof ObjectValue) || named.hasOwn('axis') || named.hasOwn('dim')) return undefined;
  const written = namedArguments(origin.site.node);
  const side = (name: string): Operand | undefined => {
    const slot = named.own(name);
    return slot === undefined || typeof slot === 'symbol'
      ? undefined
      : operandOf(slot as never, written && propertyOf(written, name), name);
  };
  const [labels, logits] = [side('labels'), side('logits')];
  return labels && logits ? { labels, logits } : undefined;
}

/** The object of named arguments, where it is written out at the call. */
export function namedArguments(call: ts.Node): ts.ObjectLiteralExpression | undefined {
  const [first] = ts.isCallExpression(call) ? call.arguments : [];
  return first && ts.isObjectLiteralExpression(first) ? first : undefined;
}

/** Calls `name` in place of the function that is called, with the labels written as `labels` where that is given. */
export function useFunction(title: string, call: ts.Node, name: string, labels?: string): QuickFix | undefined {
  const callee = libraryName(name, call.getSourceFile());
  const named = namedArguments(call);
  if (callee === undefined || !named || !ts.isCallExpression(call)) return undefined;
  const edits = labels === undefined ? [] : [setProperty(named, 'labels', labels)];
  return fix(title, replace(call.expression, callee), ...edits);
}

/** The loss of class numbers, with the labels as it takes them: integers, and of a column the numbers in it. */
export function useSparseLoss(call: ts.Node, labels: Operand, isColumn: boolean): QuickFix | undefined {
  const { expression, dtype, shape } = labels;
  const title = 'Use sparseSoftmaxCrossEntropyWithLogits';
  const isReady = dtype === 'int32' || dtype === 'int64';
  if (isReady && !isColumn) return useFunction(title, call, sparseLoss);
  const source = call.getSourceFile();
  const [squeeze, cast] = ['squeeze', 'cast'].map((name) => libraryName(name, source));
  if (!expression || !squeeze || !cast) return undefined;
  const flat = isColumn ? `${squeeze}(${textOf(expression)}, ${(shape.rank ?? 2) - 1})` : textOf(expression);
  return useFunction(title, call, sparseLoss, isReady ? flat : `${cast}(${flat}, 'int32')`);
}
