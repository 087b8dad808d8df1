/** Feeds that cannot fit their placeholder. */

import { type Dim, dimsMayBeEqual, isKnown, type Tensor, TensorShape } from '../../../graph/index.ts';
import type { QuickFix } from '../../diagnostic.ts';
import { rangeOf, ts } from '../../syntax.ts';
import { ArrayValue, DataValue, ObjectValue, PromiseValue, type Value } from '../../values/index.ts';
import { setOption } from '../edits/call-options.ts';
import { fix, replace, replaceValue, textOf } from '../edits/text-edits.ts';
import { knownSize, type Operand, operandOf } from '../operand.ts';
import { placeOf } from '../place.ts';
import { correctSize } from '../provenance/correct-size.ts';
import { dimensionSources } from '../provenance/dimension-source.ts';
import { declarationOf } from '../syntax/declarations.ts';
import { bare, type tracedExpression } from '../syntax/trace-expression.ts';
import { shapeText, typeText } from '../text/shape-text.ts';
import type { Describer, Fault, Wording } from './describer.ts';
import { writtenFeed } from './written-feed.ts';

export const feedFault: Describer = (fault) => {
  const target = fault.args.find(({ parameter }) => parameter === 'tensor');
  const fed = fault.args.find(({ parameter }) => parameter === 'feeds');
  const tensor = target?.value as Tensor | undefined;
  if (fault.code !== 'feed-mismatch' || !tensor || !fed) return undefined;
  const expression = fed.expression ?? writtenFeed(tensor, fault);
  const range = expression ? rangeOf(expression) : fault.place;
  const related = placeOf(tensor.op, `The placeholder, ${typeText(tensor.dtype, tensor.shape)}`, fault.program);
  const found = wordingOf(fault, tensor, fed.value, expression);
  return found && { ...found, ...(range && { range }), related, areAllPlaces: true };
};

function wordingOf(fault: Fault, tensor: Tensor, value: Value, expression: ts.Expression | undefined) {
  if (value instanceof PromiseValue) return promiseFed(tensor, expression);
  return dataSetFed(tensor, value, expression) ?? misfit(fault, tensor, value, expression);
}

/** The data set in place of the images in it, or of the labels. */
function dataSetFed(tensor: Tensor, value: Value, expression: ts.Expression | undefined): Wording | undefined {
  if (!(value instanceof ObjectValue) || value.className !== 'LabelledImages') return undefined;
  const isImage = knownSize(tensor.shape, -1) === 784 || tensor.shape.rank === 4;
  const part = isImage ? 'images' : 'labels';
  return {
    message: `What is fed to '${tensor.op.name}' is a data set: feed its ${part}.`,
    fixes: [expression && fix(`Feed the ${part}`, replaceValue(expression, `${textOf(expression)}.${part}`))],
  };
}

function promiseFed(tensor: Tensor, expression: ts.Expression | undefined): Wording {
  return {
    code: 'missing-await',
    message: `What is fed to '${tensor.op.name}' is a promise: write await before it.`,
    fixes: [expression && fix('Add await', replaceValue(expression, `await ${textOf(expression)}`))],
  };
}

function misfit(
  fault: Fault,
  tensor: Tensor,
  value: Value,
  expression: ts.Expression | undefined,
): Wording | undefined {
  const data = operandOf(value, expression);
  if (!data?.shape.dims || !tensor.shape.dims || tensor.shape.isCompatibleWith(data.shape)) return undefined;
  const encoding = otherEncoding(fault, data, tensor);
  return {
    message:
      `What is fed to '${tensor.op.name}' is ${typeText(data.dtype, data.shape) || shapeText(data.shape)}, but the ` +
      `placeholder takes ${typeText(tensor.dtype, tensor.shape)}.${meaning(data, tensor)}`,
    fixes: encoding
      ? [encoding]
      : [
          ...openSize(fault, data, tensor),
          ...otherSize(fault, data, tensor),
          asColumn(data, tensor),
          oneExample(data, tensor),
          flattened(data, tensor),
        ],
  };
}

function meaning({ value }: Operand, { shape }: Tensor): string {
  const what = value instanceof DataValue ? value.meaning : undefined;
  if (what === 'class-ids' && shape.rank === 2) return ' The data are class numbers: load them with { oneHot: true }.';
  if (what === 'one-hot' && shape.rank === 1) return ' The data are one-hot rows: load them with { oneHot: false }.';
  if (what !== undefined) return what === 'images' ? ' The data are images.' : ' The data are labels.';
  return '';
}

/** The option of the data set that decides between class numbers and one-hot rows. */
function otherEncoding({ origin, program }: Fault, data: Operand, { shape }: Tensor): QuickFix | undefined {
  const what = data.value instanceof DataValue ? data.value.meaning : undefined;
  const wanted =
    what === 'class-ids' && shape.rank === 2 ? 'true' : what === 'one-hot' && shape.rank === 1 ? 'false' : undefined;
  if (!wanted || !data.expression) return undefined;
  const trail = { stack: origin.stack, sources: program.sources };
  const call = loadingCall(data.expression, trail);
  const edit = call && setOption(call, 'oneHot', wanted);
  return edit && fix(`Load the data with { oneHot: ${wanted} }`, edit);
}

/** `tf.data.digits(…)` behind `digits.test.labels` and behind what `digits.train.nextBatch(…)` was taken apart into. */
function loadingCall(
  expression: ts.Expression,
  trail: Parameters<typeof tracedExpression>[1],
  depth = 0,
): ts.CallExpression | undefined {
  const current = bare(expression);
  if (depth > 8) return undefined;
  const next = (inner: ts.Expression) => loadingCall(inner, trail, depth + 1);
  if (ts.isPropertyAccessExpression(current) || ts.isElementAccessExpression(current)) return next(current.expression);
  if (ts.isCallExpression(current)) {
    const isLoading = /\.(mnist|digits)$/.test(textOf(current.expression));
    return isLoading ? current : next(current.expression);
  }
  const declaration = ts.isIdentifier(current) ? declarationOf(current.text, current) : undefined;
  const owner = declaration && ts.isBindingElement(declaration) ? declaration.parent.parent : declaration;
  return owner && ts.isVariableDeclaration(owner) && owner.initializer ? next(owner.initializer) : undefined;
}

/** `null` for the number of examples, where all else fits. */
function openSize({ program }: Fault, data: Operand, tensor: Tensor): (QuickFix | undefined)[] {
  const [given, taken] = [data.shape.dims!, tensor.shape.dims!];
  if (given.length !== taken.length || taken.length === 0 || !isKnown(taken[0])) return [];
  const rest = (dims: readonly Dim[]) => new TensorShape(dims.slice(1));
  if (!rest(given).isCompatibleWith(rest(taken))) return [];
  return dimensionSources(tensor, 0, program).map(
    ({ expression }) => expression && fix('Leave the number of examples open (null)', replace(expression, 'null')),
  );
}

/** The size that the data have, where one alone does not fit. */
function otherSize({ program }: Fault, data: Operand, tensor: Tensor): (QuickFix | undefined)[] {
  const [given, taken] = [data.shape.dims!, tensor.shape.dims!];
  if (given.length !== taken.length) return [];
  const wrong = taken.flatMap((dim, axis) => (dimsMayBeEqual(dim, given[axis]) ? [] : [axis]));
  const [axis] = wrong;
  const size = given[axis];
  return wrong.length === 1 && axis > 0 && isKnown(size) ? [correctSize(tensor, axis, size, program)] : [];
}

/** [n] as [n, 1]. */
function asColumn({ shape, value, expression }: Operand, tensor: Tensor): QuickFix | undefined {
  const taken = tensor.shape.dims!;
  const isMeant = shape.rank === 1 && taken.length === 2 && taken[1] === 1 && dimsMayBeEqual(taken[0], shape.dims![0]);
  if (!isMeant || !expression || !ts.isLeftHandSideExpression(expression)) return undefined;
  if (value instanceof ArrayValue) {
    return fix('Feed it as a column', replaceValue(expression, `${textOf(expression)}.map((value) => [value])`));
  }
  const isArray = value instanceof DataValue && value.className === 'NdArray';
  return isArray
    ? fix('Feed it as a column', replaceValue(expression, `${textOf(expression)}.reshape([-1, 1])`))
    : undefined;
}

/** One example is a batch of one. */
function oneExample({ shape, expression }: Operand, tensor: Tensor): QuickFix | undefined {
  const taken = tensor.shape.dims!;
  const fits = shape.rank === taken.length - 1 && shape.isCompatibleWith(new TensorShape(taken.slice(1)));
  const isOne = taken.length > 0 && (!isKnown(taken[0]) || taken[0] === 1);
  if (!fits || !isOne || !expression) return undefined;
  return fix('Feed it as a batch of one example', replaceValue(expression, `[${textOf(expression)}]`));
}

function flattened({ shape, value, expression }: Operand, tensor: Tensor): QuickFix | undefined {
  const taken = tensor.shape.dims!;
  const isArray = value instanceof DataValue && value.className === 'NdArray';
  if (!isArray || !expression || taken.length !== 2 || shape.rank! <= 2 || !isKnown(taken[1])) return undefined;
  const size = new TensorShape(shape.dims!.slice(1)).size;
  if (size !== taken[1] || !ts.isLeftHandSideExpression(expression)) return undefined;
  return fix('Flatten the examples', replaceValue(expression, `${textOf(expression)}.reshape([-1, ${size}])`));
}
