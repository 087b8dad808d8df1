/**
 * TensorBoard's smoothing: an exponential moving average from 0, divided by the weight that it has gathered so far.
 * Pure arithmetic over one line's values.
 */

export const defaultSmoothing = 0.6;
/** The slider's end; numbers typed in may go up to `maxSmoothing`. */
export const sliderMaxSmoothing = 0.99;
export const maxSmoothing = 0.999;

/** A number between 0 and `maxSmoothing`, whatever was typed. */
export function clampSmoothing(weight: number): number {
  return Number.isFinite(weight) ? Math.min(Math.max(weight, 0), maxSmoothing) : 0;
}

/**
 * s = s·w + (1 − w)·y, shown as s / (1 − wⁿ) with n the number of finite values so far (undivided where w is 1). Values
 * that are not finite pass through and leave the average alone; a line of one value throughout stays as it is.
 */
export function smooth(values: Float64Array, weight: number): Float64Array {
  if (!(weight > 0) || isConstant(values)) return values;
  const smoothed = new Float64Array(values.length);
  let average = 0;
  let gathered = 1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      smoothed[i] = value;
      continue;
    }
    average = average * weight + (1 - weight) * value;
    gathered *= weight;
    smoothed[i] = weight === 1 ? average : average / (1 - gathered);
  }
  return smoothed;
}

function isConstant(values: Float64Array): boolean {
  const first = values[0];
  return values.every((value) => value === first);
}
