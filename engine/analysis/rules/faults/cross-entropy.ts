/** Cross entropies whose labels do not fit their logits, or that are called as no cross entropy can be. */

import { dimsMayBeEqual, GraphError, isInteger, isKnown } from '../../../graph/index.ts';
import type { QuickFix } from '../../diagnostic.ts';
import { ts } from '../../syntax.ts';
import {
  denseLosses,
  namedArguments,
  sigmoidLosses,
  sparseLoss,
  useFunction,
  useSparseLoss,
} from '../cross-entropy-call.ts';
import { fix, replaceValue, swap, textOf } from '../edits/text-edits.ts';
import { isData, isLearned } from '../graph-walk.ts';
import { knownSize, type Operand, operandOf, tensorOf } from '../operand.ts';
import { correctSize, sizePlaces } from '../provenance/correct-size.ts';
import { libraryName } from '../syntax/library-names.ts';
import { propertyOf } from '../syntax/trace-expression.ts';
import { shapeText } from '../text/shape-text.ts';
import type { Describer, Fault, Wording } from './describer.ts';
import { operandText } from './operands.ts';

interface Sides {
  readonly labels: Operand;
  readonly logits: Operand;
}

const isCrossEntropy = (name: string) => denseLosses.has(name) || sigmoidLosses.has(name) || name === sparseLoss;

export const crossEntropyFault: Describer = (fault) => {
  if (!isCrossEntropy(fault.name)) return undefined;
  if (fault.error instanceof GraphError) return calledByPosition(fault);
  const [labels, logits] = ['labels', 'logits'].map((name) => named(fault, name));
  if (!labels || !logits) return undefined;
  if (fault.name === sparseLoss) return sparseFault(fault, { labels, logits });
  return classIds(fault, { labels, logits }) ?? differentShapes(fault, { labels, logits });
};

function named(fault: Fault, name: string): Operand | undefined {
  const argument = fault.args.find(({ parameter }) => parameter === name);
  return argument && operandOf(argument.value, argument.expression, name);
}

/** `f(a, b)`: which of the two learns decides which are the logits, else TensorFlow's old order. */
function calledByPosition({ site, args, name }: Fault): Wording | undefined {
  const { node } = site;
  const plain = args.filter(({ value }) => tensorOf(value));
  if (!ts.isCallExpression(node) || node.arguments.length < 2 || plain.length < 2 || namedArguments(node))
    return undefined;
  const [first, second] = node.arguments.map(textOf);
  const learned = plain.map(({ value }) => isLearned(tensorOf(value)!));
  const [logits, labels] = learned[1] && !learned[0] ? [second, first] : [first, second];
  const end = node.arguments[1];
  const range = { file: node.getSourceFile().fileName, start: node.arguments[0].getStart(), end: end.end };
  return {
    message: `tf.${name} takes labels and logits by name, as in { labels, logits }: by position they are too easily confused.`,
    fixes: [
      fix('Name the arguments', { range, text: `{ ${property('labels', labels)}, ${property('logits', logits)} }` }),
    ],
  };
}

function property(name: string, text: string): string {
  return name === text ? name : `${name}: ${text}`;
}

function sparseFault(fault: Fault, { labels, logits }: Sides): Wording | undefined {
  if (labels.shape.rank !== null && logits.shape.rank !== null && labels.shape.rank === logits.shape.rank + 1) {
    const isWritten = labels.expression && logits.expression;
    return {
      code: 'labels-logits-swapped',
      message:
        `Labels and logits seem to be swapped: the labels are ${operandText(labels)}, the logits ${operandText(logits)}, ` +
        'and labels have one axis less than logits.',
      fixes: isWritten ? [fix('Swap labels and logits', ...swap(labels.expression!, logits.expression!))] : [],
    };
  }
  const isOneHot = labels.shape.rank !== null && labels.shape.rank === logits.shape.rank;
  if (isOneHot && labels.shape.rank! > 0) {
    const last = knownSize(labels.shape, -1);
    if (last === 1) return columnOfIds(labels, logits);
    if (isSequenceOfIds({ labels, logits })) return idsInRows(labels, logits);
    return {
      code: 'one-hot-as-class-ids',
      message:
        `sparseSoftmaxCrossEntropyWithLogits takes one class number a row, but the labels are ${operandText(labels)}, ` +
        'one number a class.',
      fixes: [
        useFunction('Use softmaxCrossEntropyWithLogits', fault.site.node, 'nn.softmaxCrossEntropyWithLogits'),
        rewrapLabels(fault, 'Take the numbers of the classes (argmax)', 'argmax', String(labels.shape.rank! - 1)),
      ],
    };
  }
  return undefined;
}

/** [batch, 1] of class numbers. */
function columnOfIds(labels: Operand, logits: Operand): Wording {
  return {
    code: 'shape-mismatch',
    message:
      `The labels must have one axis less than the logits ${operandText(logits)}, but are ${operandText(labels)}: ` +
      'take their last axis away.',
    fixes: [squeezed(labels)],
  };
}

function squeezed({ expression, shape }: Operand): QuickFix | undefined {
  const callee = expression && libraryName('squeeze', expression.getSourceFile());
  if (!callee) return undefined;
  const text = `${callee}(${textOf(expression)}, ${shape.rank! - 1})`;
  return fix('Squeeze the last axis of the labels', replaceValue(expression, text));
}

/** Integers, as many a row as there are no classes: the steps of sequences, of which the logits are in one list. */
function isSequenceOfIds({ labels, logits }: Sides): boolean {
  const [last, classes] = [labels, logits].map(({ shape }) => knownSize(shape, -1));
  const isOfIntegers = labels.dtype !== undefined && isInteger(labels.dtype) && labels.tensor?.op.type !== 'OneHot';
  return isOfIntegers && last !== undefined && classes !== undefined && last !== classes && labels.shape.rank === 2;
}

function idsInRows(labels: Operand, logits: Operand): Wording {
  const callee = labels.expression && libraryName('reshape', labels.expression.getSourceFile());
  const text = callee && `${callee}(${textOf(labels.expression!)}, [-1])`;
  return {
    code: 'shape-mismatch',
    message:
      `The labels ${operandText(labels)} have rows of class numbers, but the logits ${operandText(logits)} are one list ` +
      'of rows: put the labels into one list, too.',
    fixes: [text ? fix('Flatten the labels', replaceValue(labels.expression!, text)) : undefined],
  };
}

/** Class numbers where rows of probabilities are expected. */
function classIds(fault: Fault, { labels, logits }: Sides): Wording | undefined {
  const { rank } = labels.shape;
  if (!denseLosses.has(fault.name) || rank === null || logits.shape.rank === null) return undefined;
  if (rank !== logits.shape.rank - 1) return undefined;
  const classes = knownSize(logits.shape, -1);
  const integers = labels.dtype !== undefined && isInteger(labels.dtype);
  return {
    code: 'class-ids-as-one-hot',
    message:
      `softmaxCrossEntropyWithLogits takes rows of probabilities, ${shapeText(logits.shape)} as the logits, but the ` +
      `labels are ${operandText(labels)}: one class number a row, it seems.`,
    fixes: [
      useSparseLoss(fault.site.node, labels, false),
      classes === undefined || !integers
        ? undefined
        : rewrapLabels(fault, 'Make the labels one-hot', 'oneHot', `${classes}`),
    ],
  };
}

function rewrapLabels(fault: Fault, title: string, name: string, argument: string): QuickFix | undefined {
  const object = namedArguments(fault.site.node);
  const labels = object && propertyOf(object, 'labels');
  const callee = libraryName(name, fault.site.node.getSourceFile());
  if (!labels || callee === undefined) return undefined;
  return fix(title, replaceValue(labels, `${callee}(${textOf(labels)}, ${argument})`));
}

function differentShapes(fault: Fault, { labels, logits }: Sides): Wording | undefined {
  const [ofLabels, ofLogits] = [labels.shape.dims, logits.shape.dims];
  if (!ofLabels || !ofLogits) return undefined;
  const sameRank = ofLabels.length === ofLogits.length;
  const axis = sameRank ? ofLabels.findLastIndex((dim, at) => !dimsMayBeEqual(dim, ofLogits[at])) : -1;
  const message = `Labels and logits must have one shape, but the labels are ${operandText(labels)} and the logits ${operandText(logits)}.`;
  if (axis < 0) return { code: 'shape-mismatch', message };
  const correct = (wrong: Operand, size = wrong === labels ? ofLogits[axis] : ofLabels[axis]) =>
    wrong.tensor && isKnown(size) ? correctSize(wrong.tensor, axis, size, fault.program) : undefined;
  // A depth is miscounted more easily than the width of the last layer.
  const isLabels = (logits.tensor && isData(logits.tensor)) || labels.tensor?.op.type === 'OneHot';
  const order = isLabels ? [labels, logits] : [logits, labels];
  return {
    code: 'shape-mismatch',
    message,
    related: [labels, logits].flatMap(({ tensor }) => (tensor ? sizePlaces(tensor, axis, fault.program) : [])),
    fixes: order.map((side) => correct(side)),
  };
}
