/** Every kind of step that a random graph may take. */

import { arraySteps } from './array-steps.ts';
import { controlSteps } from './control-steps.ts';
import { elementwiseSteps } from './elementwise-steps.ts';
import type { Step } from './grower.ts';
import { imageSteps } from './image-steps.ts';
import { layerSteps } from './layer-steps.ts';
import { matrixSteps } from './matrix-steps.ts';
import { movingSteps } from './moving-steps.ts';
import { neuralSteps } from './neural-steps.ts';
import { randomSteps, summarySteps } from './random-steps.ts';
import { reductionSteps } from './reduction-steps.ts';
import { specialSteps } from './special-steps.ts';
import { stateSteps } from './state-steps.ts';
import { volumeSteps } from './volume-steps.ts';
import { windowSteps } from './window-steps.ts';

export const allSteps: Readonly<Record<string, Step>> = {
  ...elementwiseSteps,
  ...arraySteps,
  ...movingSteps,
  ...reductionSteps,
  ...neuralSteps,
  ...randomSteps,
  ...summarySteps,
  ...imageSteps,
  ...matrixSteps,
  ...volumeSteps,
  ...specialSteps,
  ...windowSteps,
  ...controlSteps,
  ...stateSteps,
  ...layerSteps,
};
