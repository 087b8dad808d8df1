/**
 * logf, sinf and cosf with the last bit that GNU libc gives, which TensorFlow's normal distributions take theirs from:
 * rounding Math.log and Math.sin to float32 differs in one result of a hundred. Method and coefficients are those of
 * Arm's optimized-routines (MIT), which GNU libc has used since 2.27: a table and short polynomials in double precision.
 *
 * Only for the arguments of Box-Muller: the logarithm of [2⁻²⁴, 1), angles in [0, 2π].
 */

/** For each sixteenth of an octave from 0.7: the reciprocal of a point in it, and that point's logarithm. */
export const INTERVALS = 16;
export const RECIPROCALS = Float64Array.of(
  1.398907162146528,
  1.3403141896637998,
  1.286432210124115,
  1.2367150214269895,
  1.1906977166711752,
  1.1479821020556429,
  1.1082251448272158,
  1.0711297413057381,
  1.036437278977283,
  1.0,
  0.9492859795739057,
  0.8951049428609004,
  0.8476821620351103,
  0.8050314851692001,
  0.7664671008843108,
  0.731428603316328,
);
export const LOGARITHMS = Float64Array.of(
  -0.33569133332882284,
  -0.2929040563774074,
  -0.2518726580937369,
  -0.21245868807117255,
  -0.17453945183745634,
  -0.1380057072319758,
  -0.10275976698545139,
  -0.06871392447020525,
  -0.0357891387398228,
  0.0,
  0.05204517742929496,
  0.11081431298787942,
  0.1652495223695143,
  0.21687389031699977,
  0.2659635028121397,
  0.3127556664073557,
);
/** The bits of 0.69921875, where the octaves of the table begin. */
export const FIRST_BITS = 0x3f330000;
export const MANTISSA_BITS = 23;

/** Coefficients by their power. The first one is 1. */
export const LOG_2 = -0.4999997485802103;
export const LOG_3 = 0.333456765744066;
export const LOG_4 = -0.25089342214237154;
export const SINE_3 = -0.16666654943701084;
export const SINE_5 = 0.008332178146138854;
export const SINE_7 = -0.00019517298981385725;
export const COSINE_2 = -0.49999999725108224;
export const COSINE_4 = 0.041666623324344516;
export const COSINE_6 = -0.001388676379437604;
export const COSINE_8 = 2.4390450703564542e-5;

const bits = new Int32Array(1);
const value = new Float32Array(bits.buffer);

/** The natural logarithm of a positive, normal float32. */
export function logFloat32(x: number): number {
  value[0] = x;
  const offset = bits[0] - FIRST_BITS;
  const interval = (offset >> (MANTISSA_BITS - 4)) & (INTERVALS - 1);
  const octave = offset >> MANTISSA_BITS;
  bits[0] -= octave << MANTISSA_BITS;
  const r = value[0] * RECIPROCALS[interval] - 1;
  const head = LOGARITHMS[interval] + octave * Math.LN2;
  const r2 = r * r;
  const tail = LOG_4 * r2 + (LOG_3 * r + LOG_2);
  return Math.fround(tail * r2 + (head + r));
}

/** Writes sin(angle) and cos(angle) to `out`, for a float32 angle in [0, 2π]. */
export function sinCosFloat32(angle: number, out: Float32Array): void {
  const quadrant = Math.floor(angle * (2 / Math.PI) + 0.5);
  const x = angle - quadrant * (Math.PI / 2);
  const x2 = x * x;
  const x3 = x2 * x;
  const x4 = x2 * x2;
  const sine = x + x3 * SINE_3 + x3 * x2 * (SINE_5 + x2 * SINE_7);
  const cosine = 1 + x2 * COSINE_2 + x4 * COSINE_4 + x4 * x2 * (COSINE_6 + x2 * COSINE_8);
  const odd = (quadrant & 1) === 1;
  out[0] = (quadrant & 2 ? -1 : 1) * (odd ? cosine : sine);
  out[1] = ((quadrant + 1) & 2 ? -1 : 1) * (odd ? sine : cosine);
}
