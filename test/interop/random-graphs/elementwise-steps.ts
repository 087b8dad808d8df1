/** Steps of operations that work element by element. */

import type { DType } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { getOp, op } from '../../../engine/ops/index.ts';
import { allTypes, floatTypes, type Grower, numericTypes, type Step, signedTypes, sizes } from './grower.ts';

/** Of one tensor; types from the definition. */
const unary = [
  'Abs,Acos,Acosh,Asin,Asinh,Atan,Atanh,Ceil,Cos,Cosh,Digamma,Elu,Erf,Erfc,Exp,Expm1,Floor,Identity,Inv,IsFinite,IsInf',
  'IsNan,LeakyRelu,Lgamma,Log,Log1p,LogicalNot,Neg,OnesLike,Reciprocal,Relu,Relu6,Rint,Round,Rsqrt,Selu,Sigmoid,Sign,Sin',
  'Sinh,Softplus,Softsign,Sqrt,Square,StopGradient,PreventGradient,Tan,Tanh,ZerosLike,L2Loss,Rank,Size,Shape,Softmax',
  'LogSoftmax,BesselI0e,BesselI1e,Invert,Ndtri',
].flatMap((line) => line.split(','));

/** Of two tensors that are broadcast. */
const binary =
  'Add,AddV2,Atan2,DivNoNan,Equal,Greater,GreaterEqual,Less,LessEqual,LogicalAnd,LogicalOr,Maximum,Minimum,Mul,NotEqual,RealDiv,SquaredDifference,Sub,Polygamma,Zeta,BitwiseAnd,BitwiseOr,BitwiseXor,LeftShift,MulNoNan,RightShift,Xdivy,Xlogy'.split(
    ',',
  );

/** Of two tensors of one shape: the kernels of gradients. */
const paired =
  'EluGrad,InvGrad,LeakyReluGrad,ReciprocalGrad,Relu6Grad,ReluGrad,RsqrtGrad,SeluGrad,SigmoidGrad,SoftplusGrad,SoftsignGrad,SqrtGrad,TanhGrad,ApproximateEqual'.split(
    ',',
  );

/** With a divisor that must not be zero for integers. */
const divisions = 'Div,FloorDiv,FloorMod,Mod,TruncateDiv,TruncateMod'.split(',');

/** The types that the first input may have. */
function typesFor(type: string): readonly DType[] {
  const [argument] = getOp(type).inputArgs;
  // Of integers, 1 / 0 is an error; TensorFlow's Round of integers gives zeros (tf.round never makes it of them).
  if (type === 'Inv' || type === 'Reciprocal' || type === 'Round') return floatTypes;
  if (argument.dtype) return [argument.dtype];
  return getOp(type).attributes[argument.typeAttr!].allowed ?? allTypes;
}

const unaryStep =
  (type: string): Step =>
  (g) => {
    const needsRank = type === 'Softmax' || type === 'LogSoftmax';
    const x = g.any(typesFor(type), needsRank ? 1 : 0);
    const attributes = type === 'LeakyRelu' ? { alpha: g.c.of([0.2, 0.01, 1.5]) } : {};
    const extra = type === 'Size' || type === 'Shape' ? { out_type: g.c.of(['int32', 'int64']) } : attributes;
    return (of) => op(type, [of(x)], extra);
  };

const binaryStep =
  (type: string): Step =>
  (g) => {
    const x = g.any(typesFor(type));
    const y = g.broadcast(x);
    const swap = g.flip();
    return (of) => op(type, swap ? [of(y), of(x)] : [of(x), of(y)]);
  };

const pairedStep =
  (type: string): Step =>
  (g) => {
    const x = g.any(typesFor(type));
    const y = g.of(x.known.dtype, sizes(x));
    return (of) => op(type, [of(x), of(y)], type === 'LeakyReluGrad' ? { alpha: 0.3 } : {});
  };

const divisionStep =
  (type: string): Step =>
  (g) => {
    const x = g.any(typesFor(type));
    const y = nonZero(g, x.known.dtype, g.flip() ? sizes(x) : sizes(x).slice(-1));
    return (of) => op(type, [of(x), of(y)]);
  };

const nonZero = (g: Grower, dtype: DType, shape: readonly number[]) => {
  const low = dtype === 'uint8' || g.flip() ? 1 : -4;
  const array = g.array(dtype, shape, low, low + 4);
  return g.fresh(dtype, shape, array);
};

const plain: Record<string, Step> = {
  pow(g) {
    const x = g.any(signedTypes);
    const { dtype } = x.known;
    const exponent = g.fresh(dtype, sizes(x).slice(-1), g.array(dtype, sizes(x).slice(-1), 0, 4));
    return (of) => op('Pow', [of(x), of(exponent)]);
  },
  powOfFloats(g) {
    const x = g.any(floatTypes);
    const y = g.broadcast(x);
    return (of) => tf.pow(of(x), of(y));
  },
  cast(g) {
    const x = g.any(allTypes.filter((type) => type !== 'string'));
    const to = g.c.of(allTypes.filter((type) => type !== 'string'));
    // Beyond a type's range, and for not-a-number, a cast to integers gives what the processor gives.
    const bounded = x.known.dtype.startsWith('float') && to !== 'bool' && !to.startsWith('float');
    if (!bounded) return (of) => tf.cast(of(x), to);
    return (of) => tf.cast(tf.clipByValue(tf.where(tf.isNan(of(x)), tf.zerosLike(of(x)), of(x)), 0, 100), to);
  },
  select(g) {
    const x = g.any(allTypes);
    const y = g.of(x.known.dtype, sizes(x));
    const condition = g.of('bool', g.flip() || sizes(x).length === 0 ? sizes(x) : sizes(x).slice(0, 1));
    return (of) => tf.where(of(condition), of(x), of(y));
  },
  selectV2(g) {
    const x = g.any(allTypes);
    const y = g.broadcast(x);
    const condition = g.of('bool', sizes(x).slice(g.c.below(2)));
    return (of) => op('SelectV2', [of(condition), of(x), of(y)]);
  },
  addN(g) {
    const x = g.any(numericTypes);
    const others = [1, 2, 3].slice(0, g.c.below(4)).map(() => g.of(x.known.dtype, sizes(x)));
    return (of) => tf.addN([x, ...others].map(of));
  },
  accumulateN(g) {
    const x = g.any(numericTypes);
    const y = g.of(x.known.dtype, sizes(x));
    return (of) => op('AccumulateNV2', [[of(x), of(y), of(x)]], { shape: x.known.shape });
  },
  clip(g) {
    const x = g.any(signedTypes);
    const norm = g.any(floatTypes, 1);
    const axis = g.axis(sizes(norm).length);
    return (of) => [
      tf.clipByValue(of(x), -1, 2),
      tf.clipByNorm(of(norm), 1.5),
      tf.clipByNorm(of(norm), 2.5, [axis]),
      ...(tf.clipByGlobalNorm([of(norm), tf.square(of(norm))], 2)[0] as tf.Tensor[]),
    ];
  },
  composites(g) {
    const x = g.any(floatTypes, 1);
    const b = g.any(['bool']);
    const d = g.broadcast(b);
    return (of) =>
      [
        tf.logicalXor(of(b), of(d)),
        tf.scalarMul(2, of(x)),
        tf.nn.crelu(of(x)),
        tf.nn.zeroFraction(of(x)),
        tf.checkNumerics(tf.zerosLike(of(x)), 'zeros'),
        ...tf.tuple([of(x), of(b)]),
      ] as tf.Tensor[];
  },
  identityN(g) {
    const [x, y] = [g.any(allTypes), g.any(allTypes)];
    return (of) => [
      op('IdentityN', [[of(x), of(y)]]),
      tf.placeholderWithDefault(of(x), x.known.shape.known as number[]),
      op('Print', [of(x), [of(y)]], { first_n: 0 }),
    ];
  },
  asserted(g) {
    const x = g.any(numericTypes);
    return (of) =>
      tf.controlDependencies(
        [tf.Assert(tf.reduceAll(tf.equal(tf.rank(of(x)), tf.rank(of(x)))), [of(x)]), tf.noOp()],
        () => tf.identity(of(x)),
      );
  },
};

export const elementwiseSteps: Readonly<Record<string, Step>> = {
  ...Object.fromEntries(unary.map((type) => [type, unaryStep(type)])),
  ...Object.fromEntries(binary.map((type) => [type, binaryStep(type)])),
  ...Object.fromEntries(paired.map((type) => [type, pairedStep(type)])),
  ...Object.fromEntries(divisions.map((type) => [type, divisionStep(type)])),
  ...plain,
};
