/** The programs of libraries.py, line by line, in our API. Names are those of the fixture's programs. */

import type { Tensor } from '../../../engine/graph/index.ts';
import type { Api } from '../engine.ts';
import { cellPrograms } from './cells.ts';
import { layerPrograms } from './layers.ts';
import { lossPrograms } from './losses.ts';
import { metricPrograms } from './metrics.ts';

/** Gives what is fetched, one round after another. */
export type LibraryProgram = (tf: Api) => Tensor[][];

export const programs: Record<string, LibraryProgram> = {
  ...lossPrograms,
  ...layerPrograms,
  ...metricPrograms,
  ...cellPrograms,
};
