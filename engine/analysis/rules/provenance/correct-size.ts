/** The fix that writes another number where a size was written, and the place to point at. */

import type { Tensor } from '../../../graph/index.ts';
import type { QuickFix, RelatedPlace } from '../../diagnostic.ts';
import type { Program } from '../../program/program.ts';
import { fix, replace } from '../edits/text-edits.ts';
import { type DimensionSource, dimensionSources } from './dimension-source.ts';

/** Writes `size` in all places where the program says the size of that axis; undefined where one cannot be found. */
export function correctSize(tensor: Tensor, axis: number, size: number, program: Program): QuickFix | undefined {
  const sources = dimensionSources(tensor, axis, program);
  const edits = sources.flatMap(({ expression }) => (expression ? [replace(expression, String(size))] : []));
  if (edits.length === 0 || edits.length < sources.length) return undefined;
  return fix(`Change the size ${tensor.shape.dims?.[axis]} to ${size}`, ...edits);
}

/** `784 is written here`, for those that are. */
export function sizePlaces(tensor: Tensor, axis: number, program: Program): RelatedPlace[] {
  return dimensionSources(tensor, axis, program).flatMap((source) => placeOf(source) ?? []);
}

function placeOf({ expression, range, size }: DimensionSource): RelatedPlace | undefined {
  return expression && { range, message: `${size} is written here` };
}
