/**
 * Along one axis of a convolution's input: the pixels that met the same taps. With strides, output pixel o met input pixel
 * y at tap t where o · stride + t · dilation - pad = y, so the remainder of y + pad decides which taps count.
 */

export interface Lattice {
  /** Its pixels: `first`, `first + step`, … */
  readonly first: number;
  readonly step: number;
  readonly pixels: number;
  /** How many taps they met; 0 if none. */
  readonly taps: number;
  /** The taps, from the last to the first. */
  tap(index: number): number;
  /** Which pixel of the gradient the first pixel met at the last tap; taps before it met others `dilation` further on. */
  readonly start: number;
  readonly dilation: number;
  /** Pixels from that at the last tap to that at the first. */
  readonly reach: number;
}

/** How far apart the gradient's pixels are put: where taps have gaps, one lattice of all pixels serves instead. */
export function spread(stride: number, dilation: number): number {
  return dilation === 1 ? 1 : stride;
}

/** Lattices that have pixels. */
export function latticesAlong(size: number, taps: number, stride: number, dilation: number, pad: number): Lattice[] {
  if (stride === 1 || dilation > 1) {
    const reach = (taps - 1) * dilation;
    const all = { first: 0, step: 1, pixels: size, taps, start: pad - reach, dilation, reach };
    return [{ ...all, tap: (index) => taps - 1 - index }];
  }
  const lattices = Array.from({ length: stride }, (_, remainder): Lattice => {
    const first = (((remainder - pad) % stride) + stride) % stride;
    const count = Math.max(0, Math.ceil((taps - remainder) / stride));
    return {
      first,
      step: stride,
      pixels: Math.max(0, Math.ceil((size - first) / stride)),
      taps: count,
      tap: (index) => remainder + (count - 1 - index) * stride,
      start: (first + pad - remainder) / stride - (count - 1),
      dilation: 1,
      reach: Math.max(0, count - 1),
    };
  });
  return lattices.filter(({ pixels }) => pixels > 0);
}
