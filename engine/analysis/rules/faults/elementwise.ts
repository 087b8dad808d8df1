/** Two operands that cannot be broadcast to one shape: arithmetic, comparison, adding biases. */

import { type Dim, dimsEqual, dimsMayBeEqual, isKnown, TensorShape } from '../../../graph/index.ts';
import type { QuickFix } from '../../diagnostic.ts';
import { wrapIn } from '../edits/wrap-tensor.ts';
import type { Operand } from '../operand.ts';
import { correctSize, sizePlaces } from '../provenance/correct-size.ts';
import { otherName } from '../provenance/other-name.ts';
import { dimText, shapeText } from '../text/shape-text.ts';
import type { Describer, Fault } from './describer.ts';
import { exchangedProduct } from './exchanged-product.ts';
import { operandText } from './operands.ts';

export const elementwiseFault: Describer = (fault) => {
  const [x, y] = fault.operands;
  if (fault.operands.length !== 2 || !x.shape.dims || !y.shape.dims || !verbs[fault.failed?.type ?? ''])
    return undefined;
  const clash = fault.failed!.type === 'BiasAdd' ? channelClash(x, y) : broadcastClash(x.shape.dims, y.shape.dims);
  if (!clash) return undefined;
  const [atX, atY] = clash;
  const [sizeX, sizeY] = [x.shape.dims[atX], y.shape.dims[atY]];
  const ofX = corrections(fault, { wrong: x, axis: atX, size: sizeY });
  const ofY = corrections(fault, { wrong: y, axis: atY, size: sizeX });
  return {
    message:
      `${verbs[fault.failed!.type]} ${operandText(x)} and ${operandText(y)}: the sizes ${dimText(sizeX)} and ` +
      `${dimText(sizeY)} must be equal${fault.failed!.type === 'BiasAdd' ? '' : ', or one of them 1'}.`,
    related: [
      ...(x.tensor ? sizePlaces(x.tensor, atX, fault.program) : []),
      ...(y.tensor ? sizePlaces(y.tensor, atY, fault.program) : []),
    ],
    fixes: [
      exchangedProduct(x, y, fault),
      exchangedProduct(y, x, fault),
      asColumn(x, y),
      asColumn(y, x),
      // A bias is made to fit what it is added to.
      ...(x.shape.rank! < y.shape.rank! ? [...ofX, ...ofY] : [...ofY, ...ofX]),
    ],
  };
};

const verbs: Readonly<Record<string, string>> = {
  Add: 'Cannot add',
  AddV2: 'Cannot add',
  BiasAdd: 'Cannot add as biases',
  Sub: 'Cannot subtract',
  Mul: 'Cannot multiply',
  RealDiv: 'Cannot divide',
  FloorDiv: 'Cannot divide',
  TruncateDiv: 'Cannot divide',
  DivNoNan: 'Cannot divide',
  FloorMod: 'Cannot divide',
  TruncateMod: 'Cannot divide',
  Pow: 'Cannot raise to a power',
  Maximum: 'Cannot compare',
  Minimum: 'Cannot compare',
  SquaredDifference: 'Cannot subtract',
  Atan2: 'Cannot combine',
  Equal: 'Cannot compare',
  NotEqual: 'Cannot compare',
  Less: 'Cannot compare',
  LessEqual: 'Cannot compare',
  Greater: 'Cannot compare',
  GreaterEqual: 'Cannot compare',
  LogicalAnd: 'Cannot combine',
  LogicalOr: 'Cannot combine',
};

/** The last axes that cannot be broadcast. */
function broadcastClash(x: readonly Dim[], y: readonly Dim[]): [number, number] | undefined {
  for (let fromEnd = 1; fromEnd <= Math.min(x.length, y.length); fromEnd++) {
    const [a, b] = [x.at(-fromEnd)!, y.at(-fromEnd)!];
    if (!dimsMayBeEqual(a, b) && !dimsMayBeEqual(a, 1) && !dimsMayBeEqual(b, 1)) {
      return [x.length - fromEnd, y.length - fromEnd];
    }
  }
  return undefined;
}

function channelClash(value: Operand, bias: Operand): [number, number] | undefined {
  return bias.shape.rank === 1 && value.shape.rank! > 1 ? [value.shape.rank! - 1, 0] : undefined;
}

/** [100] beside [100, 10] is meant as [100, 1], and [batch, 6] beside [batch, 6, 16] as [batch, 6, 1]. */
function asColumn(narrow: Operand, wide: Operand): QuickFix | undefined {
  const [own, other] = [narrow.shape.dims!, wide.shape.dims!];
  const fits =
    own.length > 0 && own.length === other.length - 1 && own.every((dim, axis) => dimsEqual(dim, other[axis]));
  if (!fits) return undefined;
  const shape = shapeText(new TensorShape([...own, 1]));
  return wrapIn(`Expand ${operandText(narrow)} to ${shape}`, 'expandDims', narrow.expression, String(own.length));
}

function corrections(
  { program }: Fault,
  { wrong: { tensor }, axis, size }: { readonly wrong: Operand; readonly axis: number; readonly size: Dim },
): (QuickFix | undefined)[] {
  if (!tensor || !isKnown(size)) return [];
  return [otherName(tensor, axis, size, program), correctSize(tensor, axis, size, program)];
}
