/** Every gradient case, by operation type. */

import type { GradientCase, GradientCases } from '../gradient-case.ts';
import { binaryCases } from './binary.ts';
import { controlCases } from './control.ts';
import { imageCases } from './images.ts';
import { matrixCases } from './matrices.ts';
import { neuralCases, neuralGradientCases } from './neural.ts';
import { partsCases } from './parts.ts';
import { productCases } from './products.ts';
import { quantizationCases } from './quantization.ts';
import { reductionCases } from './reduction.ts';
import { rowCases } from './rows.ts';
import { segmentCases } from './segments.ts';
import { shapingCases } from './shaping.ts';
import { unaryCases } from './unary.ts';
import { volumeCases } from './volumes.ts';
import { windowCaseTable } from './windows.ts';

const families: readonly GradientCases[] = [
  binaryCases,
  imageCases,
  matrixCases,
  controlCases,
  neuralCases,
  neuralGradientCases,
  partsCases,
  productCases,
  quantizationCases,
  reductionCases,
  rowCases,
  segmentCases,
  shapingCases,
  unaryCases,
  volumeCases,
  windowCaseTable,
];

export const gradientCases: GradientCases = families
  .flatMap((family) => Object.entries(family))
  .reduce<Record<string, readonly GradientCase[]>>((all, [type, cases]) => {
    if (all[type]) throw new Error(`There are two lists of gradient cases for ${type}: make them one.`);
    all[type] = cases;
    return all;
  }, {});
