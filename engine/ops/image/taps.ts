/**
 * Which places of an image's axis each place of the resized axis reads, and how much of each: TensorFlow's formulas, in
 * single precision as there.
 */

export interface Tap {
  readonly at: number;
  readonly weight: number;
}
/** One list a place of the resized axis. */
export type Taps = readonly (readonly Tap[])[];

export interface Resizing {
  /** The first and the last places of both axes are the same points. */
  readonly alignCorners: boolean;
  /** Places are the middles of pixels, not their corners. */
  readonly halfPixelCenters: boolean;
}

const f = Math.fround;

/** How many places of the image there are for one of the result. */
function scaleOf(from: number, to: number, { alignCorners }: Resizing): number {
  return alignCorners && to > 1 ? f((from - 1) / (to - 1)) : f(from / to);
}

const sourceOf = (place: number, scale: number, { halfPixelCenters }: Resizing): number =>
  halfPixelCenters ? f(f(f(place + 0.5) * scale) - 0.5) : f(place * scale);

const bounded = (at: number, size: number) => Math.min(size - 1, Math.max(0, at));

const places = (count: number, tapsOf: (place: number) => Tap[]): Taps =>
  Array.from({ length: count }, (_, place) => tapsOf(place));

export function nearestTaps(from: number, to: number, how: Resizing): Taps {
  const scale = scaleOf(from, to, how);
  return places(to, (place) => {
    const source = f((how.halfPixelCenters ? f(place + 0.5) : place) * scale);
    const at = how.alignCorners ? Math.floor(source + 0.5) : Math.floor(source);
    return [{ at: bounded(at, from), weight: 1 }];
  });
}

export function bilinearTaps(from: number, to: number, how: Resizing): Taps {
  const scale = scaleOf(from, to, how);
  return places(to, (place) => {
    const source = sourceOf(place, scale, how);
    const share = f(source - Math.floor(source));
    return [
      { at: bounded(Math.floor(source), from), weight: f(1 - share) },
      { at: bounded(Math.ceil(source), from), weight: share },
    ];
  });
}

/** Keys' kernel with a = −½ where places are middles, and a = −¾ before, rounded to a table of 1024 entries. */
export function bicubicTaps(from: number, to: number, how: Resizing): Taps {
  const scale = scaleOf(from, to, how);
  const a = how.halfPixelCenters ? -0.5 : -0.75;
  const near = (x: number) => f(((a + 2) * x - (a + 3)) * x * x + 1);
  const far = (x: number) => f(((a * (x + 1) - 5 * a) * (x + 1) + 8 * a) * (x + 1) - 4 * a);
  return places(to, (place) => {
    const source = sourceOf(place, scale, how);
    const first = Math.floor(source) - 1;
    const share = roundHalfToEven(f(f(source - Math.floor(source)) * TABLE_SIZE)) / TABLE_SIZE;
    const taps = [far(share), near(share), near(1 - share), far(1 - share)].map((weight, i) => ({
      at: bounded(first + i, from),
      weight: how.halfPixelCenters && bounded(first + i, from) !== first + i ? 0 : weight,
    }));
    if (!how.halfPixelCenters) return taps;
    // What would lie outside the image counts nothing, and the rest as much more.
    const sum = taps.reduce((total, { weight }) => total + weight, 0);
    return taps.map(({ at, weight }) => ({ at, weight: f(weight / sum) }));
  });
}
const TABLE_SIZE = 1024;

function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  return x - below === 0.5 ? below + (below % 2) : Math.round(x);
}

/** Means of the pixels that a place covers, those at its ends by the parts of them that it covers. */
export function areaTaps(from: number, to: number, how: Resizing): Taps {
  const scale = scaleOf(from, to, how);
  return places(to, (place) => {
    const [start, end] = [f(place * scale), f((place + 1) * scale)];
    const first = Math.floor(start);
    return Array.from({ length: Math.ceil(end) - first }, (_, i) => {
      const at = first + i;
      const covered = Math.min(at + 1, end) - Math.max(at, start);
      return { at: bounded(at, from), weight: f(covered / scale) };
    });
  });
}

/** What each place of the image gives to the resized axis: the taps of the gradient. */
export function turned(taps: Taps, size: number): Taps {
  const given: Tap[][] = Array.from({ length: size }, () => []);
  taps.forEach((list, place) => {
    for (const { at, weight } of list) given[at].push({ at: place, weight });
  });
  return given;
}
