/** `tf.layers.Dense` and its likes: the engine's own layers, which build the real nodes. */

import { layers } from '../../../api/index.ts';
import { NativeFunction, unknown } from '../../values/index.ts';
import { callEngine } from '../call/call-engine.ts';
import { callable } from '../call/callable.ts';
import { layerIn } from '../call/get-variable.ts';
import { publicCallable } from '../call/public-functions.ts';
import {
  type ClassSpec,
  callMethod,
  getter,
  type Member,
  type Members,
  type Native,
  withheldAll,
} from '../classes/class-spec.ts';

const { Layer } = layers;

/** The method that makes the variables. */
export function applies(type: abstract new (...args: never[]) => object, signature: string): Member {
  const apply = callable(signature, (self, args) => callMethod(self, 'apply', args));
  return (world, _owner, key) =>
    new NativeFunction(world.prototypes.function, key, (call) => {
      if (!(call.self instanceof type)) return unknown;
      return callEngine(world, { ...apply, run: layerIn(world, call, apply.run) }, call, { receiver: call.self });
    });
}

/** Properties of the engine's object, as they are. */
export const read = (names: string): Members =>
  Object.fromEntries(
    names.split(' ').map((name) => [name, getter(Object as never, (object: Record<string, unknown>) => object[name])]),
  );

/** What layers and cells have in common. */
export const scopedMembers: Members = {
  ...read('name scopeName dtype built losses updates trainable'),
  ...read('variables trainableVariables nonTrainableVariables weights trainableWeights nonTrainableWeights'),
  ...withheldAll('addWeight addUpdate needFloats needRank inScope regularizeActivity build call'),
};

export const layerClass: ClassSpec = {
  name: 'layers.Layer',
  engineClass: Layer,
  members: {
    apply: applies(Layer, 'Layer.apply(inputs: tensor, {training: tensor})'),
    ...scopedMembers,
  },
};

type LayerClass = new (...args: never[]) => layers.Layer;

/** A class that takes what the function takes that makes such a layer and applies it, but for the inputs. */
function layer(engineClass: LayerClass, made: unknown, variables = ''): ClassSpec {
  const name = `layers.${engineClass.name}`;
  const construct: Native = (call, world) => {
    const { signature } = publicCallable(made)!;
    const parameters = signature.parameters.slice(1);
    const construction = callable(
      { ...signature, name, parameters },
      (_self, args) => new engineClass(...(args as never[])),
    );
    return callEngine(world, construction, call);
  };
  const own = variables ? read(variables) : {};
  return {
    name,
    base: layerClass,
    engineClass,
    construct,
    members: { ...own, ...withheldAll('buildKernel convolve finish outputSizes') },
  };
}

export const layerClasses: readonly ClassSpec[] = [
  layer(layers.AveragePooling1D, layers.averagePooling1d),
  layer(layers.AveragePooling2D, layers.averagePooling2d),
  layer(layers.AveragePooling3D, layers.averagePooling3d),
  layer(layers.BatchNormalization, layers.batchNormalization, 'gamma beta movingMean movingVariance'),
  layer(layers.Conv1D, layers.conv1d, 'kernel bias'),
  layer(layers.Conv2D, layers.conv2d, 'kernel bias'),
  layer(layers.Conv2DTranspose, layers.conv2dTranspose, 'kernel bias'),
  layer(layers.Conv3D, layers.conv3d, 'kernel bias'),
  layer(layers.Conv3DTranspose, layers.conv3dTranspose, 'kernel bias'),
  layer(layers.Dense, layers.dense, 'kernel bias'),
  layer(layers.Dropout, layers.dropout),
  layer(layers.Flatten, layers.flatten),
  layer(layers.MaxPooling1D, layers.maxPooling1d),
  layer(layers.MaxPooling2D, layers.maxPooling2d),
  layer(layers.MaxPooling3D, layers.maxPooling3d),
  layer(layers.SeparableConv1D, layers.separableConv1d, 'depthwiseKernel pointwiseKernel bias'),
  layer(layers.SeparableConv2D, layers.separableConv2d, 'depthwiseKernel pointwiseKernel bias'),
];
