/**
 * Initializers of random numbers whose spread goes by the sizes of the variable, so that what flows through layers stays
 * of one size: Glorot and Bengio, 2010; He et al., 2015; LeCun et al., 1998.
 */

import { GraphError } from '../../graph/index.ts';
import { readOptions } from '../options.ts';
import { randomNormal, randomUniform, truncatedNormal } from '../random/index.ts';
import { publicFunction } from '../signature.ts';
import { initializerFactory, type MadeInitializer } from './initializer.ts';
import { madeInitializer, sizesOf } from './made.ts';
import { type FloatOptions, type FloatType, floatingType, seeded } from './random.ts';

export type FanMode = 'fan_in' | 'fan_out' | 'fan_avg';
/** `normal` is the old word for `truncated_normal`. */
export type Distribution = 'normal' | 'uniform' | 'truncated_normal' | 'untruncated_normal';

interface ScalingOptions extends FloatOptions {
  /** Default 1. */
  readonly scale?: number;
  /** What the variance is divided by: the number of inputs (default), of outputs, or their mean. */
  readonly mode?: FanMode;
  /** Default truncated_normal. */
  readonly distribution?: Distribution;
}

/** The deviation of a normal distribution cut at two deviations. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

function scaling(given: ScalingOptions): MadeInitializer {
  const { scale = 1, mode = 'fan_in', distribution = 'truncated_normal' } = given;
  if (!(scale > 0)) throw new GraphError(`Argument scale must be a positive float. Received: ${scale}`);
  if (!['fan_in', 'fan_out', 'fan_avg'].includes(mode)) {
    throw new GraphError(`Argument mode should be one of ('fan_in', 'fan_out', 'fan_avg'). Received: ${mode}`);
  }
  if (!['normal', 'uniform', 'truncated_normal', 'untruncated_normal'].includes(distribution)) {
    throw new GraphError(
      "Argument distribution should be one of ('normal', 'uniform', 'truncated_normal', 'untruncated_normal'). " +
        `Received: ${distribution}`,
    );
  }
  return madeInitializer(floatingType(given.dtype), (shape, dtype) => {
    const sizes = [...sizesOf(shape)];
    const { inputs, outputs } = fans(sizes);
    const units = { fan_in: inputs, fan_out: outputs, fan_avg: (inputs + outputs) / 2 }[mode];
    const variance = scale / Math.max(1, units);
    const options = { dtype, ...seeded(given) };
    if (distribution === 'uniform') {
      const limit = Math.sqrt(3 * variance);
      return randomUniform(sizes, { minval: -limit, maxval: limit, ...options });
    }
    if (distribution === 'untruncated_normal') return randomNormal(sizes, { stddev: Math.sqrt(variance), ...options });
    return truncatedNormal(sizes, { stddev: Math.sqrt(variance) / TRUNCATED_DEVIATION, ...options });
  });
}

/** Units that feed each output, and that each input feeds; a kernel's window counts for both. */
function fans(sizes: readonly number[]): { inputs: number; outputs: number } {
  if (sizes.length < 2) return { inputs: sizes[0] ?? 1, outputs: sizes[0] ?? 1 };
  const window = sizes.slice(0, -2).reduce((product, size) => product * size, 1);
  return { inputs: sizes.at(-2)! * window, outputs: sizes.at(-1)! * window };
}

/**
 * An initializer whose variance is `scale` over the number of units: by `mode` those that come in, go out, or their mean.
 * @throws GraphError for a scale that is not positive, or words that are none of those.
 */
export const varianceScalingInitializer = initializerFactory(
  publicFunction(
    "varianceScalingInitializer(scale = 1, mode = 'fan_in', distribution = 'truncated_normal', seed?: number, dtype = 'float32')",
    (
      scale?: number | ScalingOptions,
      mode?: FanMode | ScalingOptions,
      distribution?: Distribution | ScalingOptions,
      seed?: number | null | ScalingOptions,
      dtype?: FloatType | ScalingOptions,
    ): MadeInitializer =>
      scaling(
        readOptions<ScalingOptions>(
          ['scale', 'mode', 'distribution', 'seed', 'dtype'],
          [scale, mode, distribution, seed, dtype],
        ),
      ),
  ),
);

/** An initializer: uniform, of variance 2 / (inputs + outputs). What `tf.getVariable` takes where nothing is said. */
export const glorotUniformInitializer = initializerFactory(
  publicFunction(
    "glorotUniformInitializer(seed?: number, dtype = 'float32')",
    (seed?: number | null | FloatOptions, dtype?: FloatType | FloatOptions): MadeInitializer => {
      const given = readOptions<FloatOptions>(['seed', 'dtype'], [seed, dtype]);
      return scaling({ ...given, mode: 'fan_avg', distribution: 'uniform' });
    },
  ),
);

/** An initializer: truncated normal, of variance 2 / (inputs + outputs). */
export const glorotNormalInitializer = initializerFactory(
  publicFunction(
    "glorotNormalInitializer(seed?: number, dtype = 'float32')",
    (seed?: number | null | FloatOptions, dtype?: FloatType | FloatOptions): MadeInitializer => {
      const given = readOptions<FloatOptions>(['seed', 'dtype'], [seed, dtype]);
      return scaling({ ...given, mode: 'fan_avg', distribution: 'truncated_normal' });
    },
  ),
);

interface UnitOptions extends FloatOptions {
  /** Default 1. */
  readonly factor?: number;
}

/** An initializer: uniform, of variance factor² / inputs, where all axes but the last count as inputs. */
export const uniformUnitScalingInitializer = initializerFactory(
  publicFunction(
    "uniformUnitScalingInitializer(factor = 1, seed?: number, dtype = 'float32')",
    (
      factor?: number | UnitOptions,
      seed?: number | null | UnitOptions,
      dtype?: FloatType | UnitOptions,
    ): MadeInitializer => {
      const given = readOptions<UnitOptions>(['factor', 'seed', 'dtype'], [factor, seed, dtype]);
      return madeInitializer(floatingType(given.dtype), (shape, type) => {
        const sizes = [...sizesOf(shape)];
        const inputs = sizes.slice(0, -1).reduce((product, size) => product * size, 1);
        const limit = Math.sqrt(3 / Math.max(inputs, 1)) * (given.factor ?? 1);
        return randomUniform(sizes, { minval: -limit, maxval: limit, dtype: type, ...seeded(given) });
      });
    },
  ),
);

/** An initializer: truncated normal, of variance 2 / inputs, for layers of relu. */
export const heNormal = initializerFactory(
  publicFunction('initializers.heNormal(seed?: number)', (seed?: number | null | FloatOptions): MadeInitializer => {
    const given = readOptions<FloatOptions>(['seed'], [seed]);
    return scaling({ ...given, scale: 2 });
  }),
);

/** An initializer: uniform, of variance 2 / inputs, for layers of relu. */
export const heUniform = initializerFactory(
  publicFunction('initializers.heUniform(seed?: number)', (seed?: number | null | FloatOptions): MadeInitializer => {
    const given = readOptions<FloatOptions>(['seed'], [seed]);
    return scaling({ ...given, scale: 2, distribution: 'uniform' });
  }),
);

/** An initializer: truncated normal, of variance 1 / inputs, for layers of selu. */
export const lecunNormal = initializerFactory(
  publicFunction('initializers.lecunNormal(seed?: number)', (seed?: number | null | FloatOptions): MadeInitializer => {
    const given = readOptions<FloatOptions>(['seed'], [seed]);
    return scaling(given);
  }),
);

/** An initializer: uniform, of variance 1 / inputs. */
export const lecunUniform = initializerFactory(
  publicFunction('initializers.lecunUniform(seed?: number)', (seed?: number | null | FloatOptions): MadeInitializer => {
    const given = readOptions<FloatOptions>(['seed'], [seed]);
    return scaling({ ...given, distribution: 'uniform' });
  }),
);
