/** NonMaxSuppression: boxes by falling score, without those that overlap one taken before by more than a threshold. */

import { KernelFault } from '../../fault.ts';
import type { HostFunction } from '../host-function.ts';

export const nonMaxSuppression: HostFunction<'NonMaxSuppression'> = (_call, inputs) => {
  const [boxes, scores, ...rest] = inputs.map(({ data }) => data as Float32Array);
  const [most, overlap, leastScore] = rest.map(([value]) => value);
  if (most < 0) throw new KernelFault('max_output_size must be non-negative');
  if (!(overlap >= 0 && overlap <= 1)) throw new KernelFault('iou_threshold must be in [0, 1]');
  const order = Array.from(scores.keys())
    .filter((i) => scores[i] > leastScore)
    .sort((i, j) => scores[j] - scores[i] || i - j);
  const kept: number[] = [];
  for (const candidate of order) {
    if (kept.length >= most) break;
    if (kept.every((other) => intersectionOverUnion(boxes, candidate, other) <= overlap)) kept.push(candidate);
  }
  return [{ data: Int32Array.from(kept), shape: [kept.length] }];
};

/** Of boxes given by any two opposite corners; 0 where one is empty. */
function intersectionOverUnion(boxes: Float32Array, i: number, j: number): number {
  const [a, b] = [edges(boxes, i), edges(boxes, j)];
  const areaOf = ({ top, left, bottom, right }: Edges) => (bottom - top) * (right - left);
  if (!(areaOf(a) > 0 && areaOf(b) > 0)) return 0;
  const height = Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const width = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left));
  return (height * width) / (areaOf(a) + areaOf(b) - height * width);
}

interface Edges {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

function edges(boxes: Float32Array, i: number): Edges {
  const [y1, x1, y2, x2] = boxes.subarray(4 * i, 4 * i + 4);
  return { top: Math.min(y1, y2), left: Math.min(x1, x2), bottom: Math.max(y1, y2), right: Math.max(x1, x2) };
}
