/** What the engine refuses, as a person who learns should read it: what does not fit, where it came from, what to do. */

import type { RelatedPlace } from '../../diagnostic.ts';
import { sameRange } from '../../source/range.ts';
import type { FaultContext, FaultDescription } from '../../tensorloom/fault-context.ts';
import { preferFirst } from '../edits/text-edits.ts';
import { rangeOfCall } from '../text/call-text.ts';
import { assertShapeFault } from './assert-shape.ts';
import { assignFault } from './assign.ts';
import { axisFault } from './axis.ts';
import { byPositionFault } from './by-position.ts';
import { convolutionFault } from './convolution.ts';
import { crossEntropyFault } from './cross-entropy.ts';
import type { Describer, Fault } from './describer.ts';
import { dropoutFault } from './dropout.ts';
import { dtypeFault } from './dtype.ts';
import { elementwiseFault } from './elementwise.ts';
import { feedFault } from './feed.ts';
import { feedKeyFault } from './feed-key.ts';
import { fetchFault } from './fetch.ts';
import { gradientShapeFault } from './gradient-shape.ts';
import { invalidNameFault } from './invalid-name.ts';
import { operatorFault } from './javascript-operator.ts';
import { concatFault, squeezeFault, stackFault } from './join.ts';
import { matmulFault } from './matmul.ts';
import { missingArgumentFault } from './missing-argument.ts';
import { noGradientFault } from './no-gradient.ts';
import { oneAnAxisFault } from './one-an-axis.ts';
import { operandPlace, operandsOf } from './operands.ts';
import { plainFault } from './plain.ts';
import { reshapeFault } from './reshape.ts';
import { whereFault } from './select.ts';
import { shapeArgumentFault } from './shape-argument.ts';
import { sharedVariableFault } from './shared-variable.ts';
import { splitFault, unstackFault } from './split.ts';
import { scalarSummaryFault } from './summary.ts';
import { typeNameFault } from './type-name.ts';
import { unknownNameFault } from './unknown-name.ts';
import { variableShapeFault } from './variable-shape.ts';
import { paddingFault, stridesFault, windowFault } from './window.ts';
import { withoutNewFault } from './without-new.ts';
import { wrongGraphFault } from './wrong-graph.ts';

/** In the order in which they are asked: those of single functions before those of any. */
const describers: readonly Describer[] = [
  operatorFault,
  feedFault,
  feedKeyFault,
  fetchFault,
  wrongGraphFault,
  invalidNameFault,
  typeNameFault,
  withoutNewFault,
  missingArgumentFault,
  assertShapeFault,
  sharedVariableFault,
  scalarSummaryFault,
  byPositionFault,
  stridesFault,
  windowFault,
  oneAnAxisFault,
  splitFault,
  unstackFault,
  variableShapeFault,
  paddingFault,
  crossEntropyFault,
  dropoutFault,
  gradientShapeFault,
  whereFault,
  shapeArgumentFault,
  noGradientFault,
  unknownNameFault,
  axisFault,
  dtypeFault,
  matmulFault,
  elementwiseFault,
  reshapeFault,
  convolutionFault,
  concatFault,
  stackFault,
  squeezeFault,
  assignFault,
];

export function describeFault(context: FaultContext): FaultDescription {
  const fault: Fault = { ...context, operands: operandsOf(context) };
  const wording = describe(fault) ?? plainFault(fault);
  const places = wording.areAllPlaces ? [] : fault.operands.flatMap((operand) => operandPlace(operand, fault) ?? []);
  return {
    ...(wording.code && { code: wording.code }),
    message: wording.message,
    range: wording.range ?? fault.place ?? rangeOfCall(fault.site.node),
    related: distinct([...places, ...(wording.related ?? [])]),
    fixes: preferFirst(wording.fixes ?? []),
  };
}

function describe(fault: Fault) {
  for (const describer of describers) {
    const wording = describer(fault);
    if (wording) return wording;
  }
  return undefined;
}

function distinct(places: readonly RelatedPlace[]): RelatedPlace[] {
  return places.filter(
    (place, index) =>
      places.findIndex((other) => sameRange(other.range, place.range) && other.message === place.message) === index,
  );
}
