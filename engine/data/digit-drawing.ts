/**
 * Draws one digit as a 28×28 grayscale image: a hand of digit-strokes.ts, bent, slanted, thickened and smudged at
 * random. Pure: the image depends on the digit and on the random stream alone. Only operations that IEEE 754 rounds
 * exactly are used (no sine, no exponential), so that every platform draws the same bytes.
 */

import { type Digit, digitHands, type Hand, type Stroke } from './digit-strokes.ts';
import type { Random } from './random.ts';

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;

/**
 * How far digits vary; [mean, spread] or [least, greatest] where there are two numbers. Lengths are in pixels unless
 * said. Chosen so that a linear model ends near 0.92 and stays below 0.93, while the tutorial's network passes 0.95
 * within 1,500 steps and 0.97 within some thousands: what a linear model cannot follow are the two places of the small
 * digits and the slant.
 */
export const variation = {
  /** Mean and spread of the width and height of the digit's box. */
  width: [16, 2.4],
  height: [19.5, 1.8],
  /** Share of digits written small, at this scale, away from the centre to the upper right or the lower left. */
  small: 0.6,
  smallScale: 0.8,
  smallOffset: 3,
  /** Displacement of the centre from where it should be. */
  shift: 0.2,
  /** Mean and spread of the lean: pixels to the right for each pixel upward. */
  slant: [0.1, 0.295],
  /** Tangent of half the rotation angle. */
  halfTurn: 0.06,
  /** Independent displacement of each control point. */
  tremor: 0.17,
  /** Smooth displacement, interpolated from a 4×4 grid of vectors. */
  warp: 0.23,
  /** Least and greatest half width of the pen. */
  pen: [1.1, 1.9],
  /** How many pixels the edge of a stroke takes to fade. */
  edge: [0.7, 1.3],
  /** The brightest ink, and the grey of a ground that is not blank. */
  ink: [0.85, 1],
  groundLevel: [0.03, 0.12],
  /** Shares of images with a grey ground, with a patch that hides a part, and with a stray line. */
  ground: 0.02,
  patch: 0.015,
  stray: 0.015,
  /** Greatest standard deviation of the grain. */
  grain: 0.04,
} as const;

const STEPS_PER_SPAN = 5;
/** Chosen for the pen: a segment touches no pixel farther away than this. */
const REACH = 3;

/** Draws `digit` into `out` at `offset`: 784 bytes, row by row, 0 the ground and 255 full ink. */
export function drawDigit(digit: Digit, random: Random, out: Uint8Array, offset = 0): void {
  const distance = new Float64Array(PIXELS).fill(REACH * REACH);
  const place = placement(random);
  const strokes = chooseHand(digit, random).strokes;
  for (const stroke of strokes) traceStroke(stroke, place, random, distance);
  if (random.uniform() < variation.stray) traceStray(random, distance);
  fillInk(distance, random, out, offset);
}

function chooseHand(digit: Digit, random: Random): Hand {
  const hands = digitHands[digit];
  let total = 0;
  for (const { weight } of hands) total += weight;
  let left = random.below(total);
  for (const hand of hands) {
    if (left < hand.weight) return hand;
    left -= hand.weight;
  }
  throw new Error('unreachable: the weights add up to the total');
}

type Placement = (x: number, y: number) => [x: number, y: number];

/** A random map from the digit's box to pixels: scale, slant, rotation, shift, and a smooth warp. */
function placement(random: Random): Placement {
  const small = random.uniform() < variation.small;
  const scale = small ? variation.smallScale : 1;
  const offset = small ? variation.smallOffset * (2 * random.below(2) - 1) : 0;
  const width = scale * (variation.width[0] + variation.width[1] * random.normal());
  const height = scale * (variation.height[0] + variation.height[1] * random.normal());
  const slant = variation.slant[0] + variation.slant[1] * random.normal();
  const half = variation.halfTurn * random.normal();
  const cos = (1 - half * half) / (1 + half * half);
  const sin = (2 * half) / (1 + half * half);
  const centreX = (SIDE - 1) / 2 + offset + variation.shift * random.normal();
  const centreY = (SIDE - 1) / 2 - offset + variation.shift * random.normal();
  const grid = Float64Array.from({ length: 32 }, () => variation.warp * random.normal());
  return (x, y) => {
    const [warpX, warpY] = warpAt(grid, x, y);
    const v = (y - 0.5) * height;
    const u = (x - 0.5) * width - v * slant;
    return [centreX + u * cos - v * sin + warpX, centreY + u * sin + v * cos + warpY];
  };
}

/** The warp at (x, y), bilinear between the 4×4 grid's vectors. */
function warpAt(grid: Float64Array, x: number, y: number): [number, number] {
  const column = Math.min(Math.max(x, 0), 0.999) * 3;
  const row = Math.min(Math.max(y, 0), 0.999) * 3;
  const left = Math.floor(column);
  const top = Math.floor(row);
  const a = column - left;
  const b = row - top;
  const i = (top * 4 + left) * 2;
  const along = (k: number) =>
    (grid[k] * (1 - a) + grid[k + 2] * a) * (1 - b) + (grid[k + 8] * (1 - a) + grid[k + 10] * a) * b;
  return [along(i), along(i + 1)];
}

/** Lowers `distance` (squared, to the nearest ink) along the curve through the stroke's points. */
function traceStroke(stroke: Stroke, place: Placement, random: Random, distance: Float64Array): void {
  const points = stroke.map(([x, y]) => {
    const [px, py] = place(x, y);
    return [px + variation.tremor * random.normal(), py + variation.tremor * random.normal()];
  });
  let [fromX, fromY] = points[0];
  for (let k = 0; k + 1 < points.length; k++) {
    const before = points[Math.max(k - 1, 0)];
    const from = points[k];
    const to = points[k + 1];
    const after = points[Math.min(k + 2, points.length - 1)];
    for (let step = 1; step <= STEPS_PER_SPAN; step++) {
      const t = step / STEPS_PER_SPAN;
      const x = catmullRom(before[0], from[0], to[0], after[0], t);
      const y = catmullRom(before[1], from[1], to[1], after[1], t);
      traceSegment(fromX, fromY, x, y, distance);
      fromX = x;
      fromY = y;
    }
  }
}

function catmullRom(p0: number, p1: number, p2: number, p3: number, t: number): number {
  return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
}

/** A short line that belongs to no digit: the neighbour's ink, a slip of the pen. */
function traceStray(random: Random, distance: Float64Array): void {
  const x = random.uniform(2, SIDE - 3);
  const y = random.uniform(2, SIDE - 3);
  traceSegment(x, y, x + random.uniform(-5, 5), y + random.uniform(-5, 5), distance);
}

function traceSegment(x0: number, y0: number, x1: number, y1: number, distance: Float64Array): void {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const scale = 1 / Math.max(dx * dx + dy * dy, 1e-9);
  const left = Math.max(0, Math.ceil(Math.min(x0, x1) - REACH));
  const right = Math.min(SIDE - 1, Math.floor(Math.max(x0, x1) + REACH));
  const top = Math.max(0, Math.ceil(Math.min(y0, y1) - REACH));
  const bottom = Math.min(SIDE - 1, Math.floor(Math.max(y0, y1) + REACH));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = Math.min(Math.max(((x - x0) * dx + (y - y0) * dy) * scale, 0), 1);
      const ex = x - x0 - along * dx;
      const ey = y - y0 - along * dy;
      const squared = ex * ex + ey * ey;
      if (squared < distance[y * SIDE + x]) distance[y * SIDE + x] = squared;
    }
  }
}

/** Turns distances into ink, hides a patch, lays the ground and the grain, and rounds to bytes. */
function fillInk(distance: Float64Array, random: Random, out: Uint8Array, offset: number): void {
  const pen = random.uniform(variation.pen[0], variation.pen[1]);
  const edge = random.uniform(variation.edge[0], variation.edge[1]);
  const ink = random.uniform(variation.ink[0], variation.ink[1]);
  const ground =
    random.uniform() < variation.ground ? random.uniform(variation.groundLevel[0], variation.groundLevel[1]) : 0;
  const grain = variation.grain * random.uniform();
  const patch = random.uniform() < variation.patch ? choosePatch(random) : undefined;
  for (let i = 0; i < PIXELS; i++) {
    let cover = 0;
    if (distance[i] < REACH * REACH) {
      cover = Math.min(Math.max((pen - Math.sqrt(distance[i])) / edge + 0.5, 0), 1);
    }
    if (patch?.(i % SIDE, Math.floor(i / SIDE))) cover = 0;
    // Grain shows on ink and ground but leaves blank paper blank, as a scanner's threshold does.
    const value = ground + (ink - ground) * cover;
    const noisy = value > 0 ? value + grain * random.normal() : 0;
    out[offset + i] = Math.floor(Math.min(Math.max(noisy, 0), 1) * 255 + 0.5);
  }
}

function choosePatch(random: Random): (x: number, y: number) => boolean {
  const x0 = random.uniform(5, 19);
  const y0 = random.uniform(5, 19);
  const side = random.uniform(3, 5);
  return (x, y) => x >= x0 && x < x0 + side && y >= y0 && y < y0 + side;
}
