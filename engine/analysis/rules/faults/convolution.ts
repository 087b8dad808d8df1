/** Convolutions and pooling over what are no images, or with a filter for another number of channels. */

import { isKnown } from '../../../graph/index.ts';
import type { QuickFix } from '../../diagnostic.ts';
import { wrapIn } from '../edits/wrap-tensor.ts';
import { knownSize, type Operand } from '../operand.ts';
import { correctSize, sizePlaces } from '../provenance/correct-size.ts';
import { nameOfCall } from '../text/call-text.ts';
import { dimText } from '../text/shape-text.ts';
import type { Describer } from './describer.ts';
import { operandText } from './operands.ts';

const types = new Set(['Conv2D', 'DepthwiseConv2dNative', 'MaxPool', 'AvgPool']);

export const convolutionFault: Describer = (fault) => {
  const [input, filter] = fault.operands;
  if (!types.has(fault.failed?.type ?? '') || !input?.shape.dims) return undefined;
  const name = nameOfCall(fault.site.node) ?? fault.name;
  if (input.shape.rank !== 4) {
    return {
      message: `${name} takes images, [batch, height, width, channels], but the input is ${operandText(input)}.`,
      fixes: [asImages(input, filter)],
    };
  }
  if (!filter?.shape.dims) return undefined;
  if (filter.shape.rank !== 4) {
    return {
      message: `${name} takes a filter of shape [rows, columns, channels in, channels out], but it is ${operandText(filter)}.`,
    };
  }
  const axis = fault.args.some(({ parameter, value }) => parameter === 'dataFormat' && value === 'NCHW') ? 1 : 3;
  const [channels, taken] = [input.shape.dims[axis], filter.shape.dims[2]];
  if (!isKnown(channels) || !isKnown(taken) || channels === taken) return undefined;
  return {
    message:
      `The filter ${operandText(filter)} takes ${dimText(taken)} channels, but the input ${operandText(input)} has ` +
      `${dimText(channels)}.`,
    related: [
      ...(input.tensor ? sizePlaces(input.tensor, axis, fault.program) : []),
      ...(filter.tensor ? sizePlaces(filter.tensor, 2, fault.program) : []),
    ],
    fixes: [
      axis === 3 && input.shape.dims[1] === taken ? channelsLast(input) : undefined,
      filter.tensor && correctSize(filter.tensor, 2, channels, fault.program),
      input.tensor && correctSize(input.tensor, axis, taken, fault.program),
    ],
  };
};

/** Images as other frameworks store them, [batch, channels, height, width]. */
function channelsLast({ expression }: Operand): QuickFix | undefined {
  return wrapIn('Move the channels to the end', 'transpose', expression, '[0, 2, 3, 1]');
}

/** Rows of pixels as square images with the channels that the filter takes. */
function asImages(input: Operand, filter: Operand | undefined): QuickFix | undefined {
  const pixels = input.shape.rank === 2 ? knownSize(input.shape, 1) : undefined;
  const channels = filter && filter.shape.rank === 4 ? knownSize(filter.shape, 2) : 1;
  const side = pixels && channels ? Math.sqrt(pixels / channels) : 0;
  if (!Number.isInteger(side) || side < 2) return addChannels(input);
  return wrapIn('Reshape it to images', 'reshape', input.expression, `[-1, ${side}, ${side}, ${channels}]`);
}

/** Grey images without an axis for channels. */
function addChannels(input: Operand): QuickFix | undefined {
  return input.shape.rank === 3
    ? wrapIn('Add an axis for the channels', 'expandDims', input.expression, '3')
    : undefined;
}
