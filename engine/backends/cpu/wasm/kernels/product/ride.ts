/** The epilogue of a kernel as what a tile computes. */

import { type Epilogue, isVectorizable } from '../../../../../ops/kernel-language/index.ts';
import { coordinateAccess } from '../../../codegen/access.ts';
import type { Parameters } from '../../../codegen/body.ts';
import { coordinatesOf } from '../../../codegen/point-loop.ts';
import type { WasmContext } from '../../kernel.ts';
import { laneTypeOf, translate, VectorGraph } from '../../vector/index.ts';
import { isLoadable } from '../elementwise.ts';
import type { TileEpilogue } from './epilogue.ts';

export interface Ride {
  readonly tile: TileEpilogue | undefined;
  /** Names of the arrays that it reads, by operand. */
  readonly arrays: readonly string[];
}

/** True if tiles can compute the epilogue. */
export function canRide(epilogue: Epilogue | null, context: WasmContext): boolean {
  if (epilogue === null) return true;
  const { operands, expr } = epilogue;
  return isVectorizable([expr]) && operands.every((operand) => isLoadable(operand, context));
}

/** Adds the epilogue's operands to the parameters. `space` is the shape of the output, its last axis the columns. */
export function rideOf(
  epilogue: Epilogue | null,
  space: readonly number[],
  parameters: Parameters,
  { values }: WasmContext,
): Ride {
  if (epilogue === null) return { tile: undefined, arrays: [] };
  const loads = parameters.operands(epilogue.operands, space.length);
  const [root] = translate(new VectorGraph(), [epilogue.expr]);
  return {
    arrays: loads.map(({ array }) => array),
    tile: {
      root,
      type: laneTypeOf(epilogue.expr.dtype)!,
      operands: loads.map(({ access }, i) => {
        return { access, type: laneTypeOf(values[epilogue.operands[i].value].dtype)! };
      }),
      coordinates: new Map(coordinatesOf([epilogue.expr]).map((axis) => [axis, coordinateAccess(axis, space.length)])),
      outer: space.slice(0, -1),
    },
  };
}
