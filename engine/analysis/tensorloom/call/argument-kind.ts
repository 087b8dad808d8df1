/**
 * What each parameter of a public function is converted to, and what becomes of it where the program's value is not known.
 * The engine's signatures say most of it; what they leave open is in the tables here.
 */

import type { Parameter } from '../../../api/machinery.ts';
import type { DType } from '../../../graph/index.ts';

export type ArgumentKind =
  /** A tensor, or data that becomes one. */
  | 'tensor'
  /** A list of such, with null and operations where a function takes them. */
  | 'tensors'
  /** Integers that decide shapes: sizes, positions, orders. Unknown ones may be any. */
  | 'index'
  /** Axes as a tensor; null and undefined mean that none are given. */
  | 'axis'
  /** The sizes of a result, as a tensor. */
  | 'shape'
  /** A static shape: what is not known of it is null. */
  | 'static-shape'
  /** A number of parts, or their sizes. */
  | 'parts'
  /** Numbers that the result is moved or scaled by. */
  | 'moment'
  /** A value, or a function that makes it. */
  | 'maker'
  | 'variable'
  /** A scope's body: what it gives is what the call gives. */
  | 'body'
  /** A function that the engine calls with tensors of its own, and whose results it takes. */
  | 'branch'
  /** Tensors and what becomes one, in lists and objects. */
  | 'nest'
  /** Pairs of a condition and such a function. */
  | 'branches'
  /** A device, or a function that says one. */
  | 'device'
  /** Operations to wait for: unknown ones are left out. */
  | 'waitables'
  /** An operation's or a scope's name. */
  | 'name'
  /** A summary's name, which the engine cleans and tells of. */
  | 'tag'
  /** The name of a variable, or of a scope of such, that may be asked for again. */
  | 'variable-name'
  /** What makes the first value of a variable, or the value. */
  | 'initializer'
  /** What makes a loss of a variable. */
  | 'regularizer'
  /** What finds or makes variables: a function of the program that is not followed. */
  | 'custom-getter'
  /** Whether a layer trains. One that is not known may be either, as one that a tensor says. */
  | 'training'
  /** What a layer does with its result. */
  | 'activation'
  /** Whether variables of a scope are made or found. */
  | 'reuse'
  /** The type of what is made in a scope. */
  | 'scope-type'
  /** A regular expression over names. */
  | 'pattern'
  /** Left out where it is not known: no shape depends on it. */
  | 'optional'
  /** Kept as it is, whatever it is. */
  | 'value'
  /** Anything else: where it is not known, the result is not. */
  | 'plain';

/** By the engine's own word for it. */
const byDeclaredKind: Readonly<Record<Parameter['kind'], ArgumentKind>> = {
  tensor: 'tensor',
  tensors: 'tensors',
  shape: 'shape',
  axis: 'axis',
  number: 'plain',
  boolean: 'plain',
  string: 'plain',
  dtype: 'plain',
  callback: 'body',
  branch: 'branch',
  branches: 'branches',
  nest: 'nest',
  variable: 'variable',
  any: 'plain',
};

/** Parameters of these names decide no shape anywhere, unless they are tensors. */
const harmless = new Set(
  [
    'aggregationMethod alpha beta bias collections colocateGradientsWithOps constantValues cycle depthRadius',
    'displayName endLearningRate epsilon exclusive family filename firstN gateGradients message maxOutputs',
    'mMul numPeriods pluginName power reverse seed sorted staircase summarize summaryDescription tMul',
    'partitionStrategy tolerance trainable useCudnnOnGpu useLocking useNesterov varianceEpsilon centered maxToKeep padStepNumber',
    'rtol atol parallelIterations swapMemory metricsCollections updatesCollections numThresholds curve summationMethod thresholds',
    'labelSmoothing lossCollection addRegularizationLosses keepCheckpointEveryNHours saveRelativePaths sharded writeVersion restoreSequentially',
  ].flatMap((line) => line.split(' ')),
);

const byName: Readonly<Record<string, ArgumentKind>> = {
  name: 'name',
  reuse: 'reuse',
  activation: 'activation',
  training: 'training',
  customGetter: 'custom-getter',
  learningRate: 'maker',
  momentum: 'maker',
  rho: 'maker',
  beta1: 'maker',
  beta2: 'maker',
  decay: 'maker',
  numUpdates: 'tensor',
  l1RegularizationStrength: 'maker',
  l2RegularizationStrength: 'maker',
  initialAccumulatorValue: 'optional',
  initialGradientSquaredAccumulatorValue: 'optional',
  l2ShrinkageRegularizationStrength: 'optional',
  learningRatePower: 'optional',
  mean: 'moment',
  stddev: 'moment',
  minval: 'moment',
  maxval: 'moment',
};

/** What the signature alone does not say. */
const byParameter: Readonly<Record<string, ArgumentKind>> = {
  'constant.value': 'tensor',
  'constant.shape': 'static-shape',
  'eye.numRows': 'index',
  'eye.numColumns': 'index',
  'placeholder.shape': 'static-shape',
  'placeholderWithDefault.shape': 'static-shape',
  'assertShape.shape': 'static-shape',
  'accumulateN.shape': 'static-shape',
  'Variable.initialValue': 'maker',
  'Variable.expectedShape': 'static-shape',
  'TensorArray.elementShape': 'static-shape',
  'TensorArray.read.index': 'index',
  'TensorArray.write.index': 'index',
  'Tensor.setShape.shape': 'static-shape',
  'Variable.setShape.shape': 'static-shape',

  'getVariable.name': 'variable-name',
  'getVariable.shape': 'static-shape',
  'variableScope.nameOrScope': 'variable-name',
  'variableScope.defaultName': 'name',
  'variableScope.dtype': 'scope-type',
  'VariableScope.setDtype.dtype': 'scope-type',
  'variableScope.auxiliaryNameScope': 'optional',
  'VariableScope.getCollection.name': 'plain',
  'Initializer.call.shape': 'static-shape',
  'constantInitializer.value': 'tensor',
  'varianceScalingInitializer.scale': 'optional',
  'varianceScalingInitializer.mode': 'optional',
  'varianceScalingInitializer.distribution': 'optional',
  'uniformUnitScalingInitializer.factor': 'optional',
  'regularizers.l1.l': 'optional',
  'regularizers.l2.l': 'optional',
  'regularizers.l1L2.l1': 'optional',
  'regularizers.l1L2.l2': 'optional',

  'slice.begin': 'index',
  'slice.size': 'index',
  'stridedSlice.begin': 'index',
  'stridedSlice.end': 'index',
  'stridedSlice.strides': 'index',
  'tile.multiples': 'index',
  'pad.paddings': 'index',
  'roll.axis': 'index',
  'roll.shift': 'index',
  'spaceToBatch.paddings': 'index',
  'spaceToBatchNd.blockShape': 'index',
  'spaceToBatchNd.paddings': 'index',
  'batchToSpace.crops': 'index',
  'batchToSpaceNd.blockShape': 'index',
  'batchToSpaceNd.crops': 'index',
  'transpose.perm': 'index',
  'reverse.axis': 'index',
  'oneHot.depth': 'index',
  'nn.topK.k': 'index',
  'nn.inTopK.k': 'index',
  'multinomial.numSamples': 'index',
  'random.statelessCategorical.numSamples': 'index',
  'random.statelessMultinomial.numSamples': 'index',
  'unsortedSegmentSum.numSegments': 'index',
  'unsortedSegmentMax.numSegments': 'index',
  'unsortedSegmentMin.numSegments': 'index',
  'unsortedSegmentProd.numSegments': 'index',
  'unsortedSegmentMean.numSegments': 'index',
  'unsortedSegmentSqrtN.numSegments': 'index',
  'confusionMatrix.numClasses': 'index',
  'histogramFixedWidth.nbins': 'index',
  'bincount.minlength': 'index',
  'bincount.maxlength': 'index',
  'linspace.num': 'index',
  'linSpace.num': 'index',
  'range.start': 'index',
  'range.limit': 'index',
  'range.delta': 'index',
  'split.numOrSizeSplits': 'parts',

  // These are attributes of the operation, not inputs: the engine takes plain numbers only.
  'squeeze.axis': 'plain',
  'stack.axis': 'plain',
  'unstack.axis': 'plain',
  'norm.axis': 'plain',
  'oneHot.axis': 'plain',
  'booleanMask.axis': 'plain',
  'nn.softmax.axis': 'plain',
  'nn.logSoftmax.axis': 'plain',
  'nn.crelu.axis': 'plain',
  'nn.moments.axes': 'plain',
  'nn.sufficientStatistics.axes': 'plain',
  'nn.weightedMoments.axes': 'plain',
  'nn.softmaxCrossEntropyWithLogits.axis': 'plain',
  'nn.softmaxCrossEntropyWithLogitsV2.axis': 'plain',

  'confusionMatrix.weights': 'tensor',
  'sparseToDense.defaultValue': 'tensor',
  'oneHot.onValue': 'tensor',
  'oneHot.offValue': 'tensor',
  'meshgrid.args': 'tensor',
  'einsum.inputs': 'tensor',
  'nn.dropout.rate': 'tensor',
  'nn.weightedCrossEntropyWithLogits.posWeight': 'tensor',
  'losses.cosineDistance.axis': 'plain',
  'metrics.precisionAtThresholds.thresholds': 'plain',
  'metrics.recallAtThresholds.thresholds': 'plain',
  'metrics.truePositivesAtThresholds.thresholds': 'plain',
  'metrics.falsePositivesAtThresholds.thresholds': 'plain',
  'metrics.trueNegativesAtThresholds.thresholds': 'plain',
  'metrics.falseNegativesAtThresholds.thresholds': 'plain',
  'layers.batchNormalization.axis': 'plain',
  'losses.addLoss.loss': 'tensor',
  'losses.getLosses.scope': 'pattern',
  'losses.getRegularizationLoss.scope': 'pattern',
  'losses.getRegularizationLosses.scope': 'pattern',
  'losses.getTotalLoss.scope': 'pattern',
  'train.piecewiseConstant.boundaries': 'tensors',
  'train.piecewiseConstant.values': 'tensors',
  'gradients.gradYs': 'tensors',
  'gradients.stopGradients': 'tensors',

  // Names that are looked up, not given.
  'addToCollection.name': 'plain',
  'Graph.addToCollection.name': 'plain',
  'Graph.getCollection.name': 'plain',
  'Graph.getCollectionRef.name': 'plain',
  'Graph.clearCollection.name': 'plain',
  'Graph.getOperationByName.name': 'plain',
  'Graph.getTensorByName.name': 'plain',
  'Graph.uniqueName.name': 'plain',

  'setRandomSeed.seed': 'plain',
  'Graph.nameScope.name': 'name',
  'Graph.withNameScope.name': 'name',
  'device.device': 'device',
  'Graph.device.device': 'device',
  'Graph.withDevice.device': 'device',
  'controlDependencies.controlInputs': 'waitables',
  'Graph.controlDependencies.controlInputs': 'waitables',
  'Graph.withControlDependencies.controlInputs': 'waitables',
  'addToCollection.value': 'value',
  'Graph.addToCollection.value': 'value',
  'Graph.addToCollections.value': 'value',
  'getCollection.scope': 'pattern',
  'Graph.getCollection.scope': 'pattern',
  'globalVariables.scope': 'pattern',
  'localVariables.scope': 'pattern',
  'trainableVariables.scope': 'pattern',
  'summary.mergeAll.scope': 'pattern',
  'summary.scalar.name': 'tag',
  'summary.histogram.name': 'tag',
  'summary.image.name': 'tag',
  'summary.audio.name': 'tag',
  'summary.tensorSummary.name': 'tag',
  'summary.text.name': 'tag',
  'summary.merge.name': 'tag',
  'summary.mergeAll.name': 'tag',
};

export function argumentKind(functionName: string, parameter: Parameter): ArgumentKind {
  const own = byParameter[`${functionName}.${parameter.name}`];
  if (own) return own;
  if (harmless.has(parameter.name) && parameter.kind !== 'tensor') return 'optional';
  const { name } = parameter;
  if (/initializer$/i.test(name)) return 'initializer';
  if (/regularizer$/i.test(name)) return 'regularizer';
  // Nobody applies them.
  if (/constraint$/i.test(name)) return 'optional';
  // It is the name of a variable scope.
  if (name === 'name' && /^(?:layers|metrics|nn\.rnnCell)\./.test(functionName)) return 'variable-name';
  // Inside a function a name scope is called so.
  if (name === 'scope' && /^nn\.\w*Rnn$/.test(functionName)) return 'variable-name';
  if (name === 'scope' && functionName.startsWith('losses.')) return 'name';
  return byName[name] ?? byDeclaredKind[parameter.kind];
}

/** Element types that plain numbers get where the operation asks for them, rather than those of the other operands. */
const types: Readonly<Record<string, DType>> = {
  'where.condition': 'bool',
  'booleanMask.mask': 'bool',
  'Assert.condition': 'bool',
  'gather.indices': 'int32',
  'gatherNd.indices': 'int32',
  'scatterNd.indices': 'int32',
  'scatterUpdate.indices': 'int32',
  'scatterAdd.indices': 'int32',
  'scatterSub.indices': 'int32',
  'scatterMul.indices': 'int32',
  'scatterDiv.indices': 'int32',
  'scatterMax.indices': 'int32',
  'scatterMin.indices': 'int32',
  'scatterNdUpdate.indices': 'int32',
  'scatterNdAdd.indices': 'int32',
  'scatterNdSub.indices': 'int32',
  'batchGather.indices': 'int32',
  'dynamicPartition.partitions': 'int32',
  'dynamicStitch.indices': 'int32',
  'repeat.repeats': 'int32',
  'tensorScatterUpdate.indices': 'int32',
  'tensorScatterAdd.indices': 'int32',
  'tensorScatterSub.indices': 'int32',
  'tensorScatterNdUpdate.indices': 'int32',
  'tensorScatterNdAdd.indices': 'int32',
  'tensorScatterNdSub.indices': 'int32',
  'unravelIndex.dims': 'int32',
  'unravelIndex.indices': 'int32',
  'segmentSum.segmentIds': 'int32',
  'segmentMean.segmentIds': 'int32',
  'segmentMax.segmentIds': 'int32',
  'segmentMin.segmentIds': 'int32',
  'segmentProd.segmentIds': 'int32',
  'unsortedSegmentSum.segmentIds': 'int32',
  'unsortedSegmentMax.segmentIds': 'int32',
  'unsortedSegmentMin.segmentIds': 'int32',
  'unsortedSegmentProd.segmentIds': 'int32',
  'unsortedSegmentMean.segmentIds': 'int32',
  'unsortedSegmentSqrtN.segmentIds': 'int32',
  'confusionMatrix.labels': 'int32',
  'confusionMatrix.predictions': 'int32',
  'bincount.arr': 'int32',
  'Layer.apply.training': 'bool',
  'layers.dropout.training': 'bool',
  'nn.bidirectionalDynamicRnn.sequenceLength': 'int32',
  'nn.dynamicRnn.sequenceLength': 'int32',
  'nn.staticBidirectionalRnn.sequenceLength': 'int32',
  'nn.staticRnn.sequenceLength': 'int32',
  'reverseSequence.seqLengths': 'int32',
  'layers.batchNormalization.training': 'bool',
  'oneHot.indices': 'int32',
  'sequenceMask.lengths': 'int32',
  'sequenceMask.maxlen': 'int32',
  'invertPermutation.x': 'int32',
  'matrixBandPart.numLower': 'int64',
  'matrixBandPart.numUpper': 'int64',
  'nn.embeddingLookup.ids': 'int32',
  'nn.inTopK.targets': 'int32',
  'nn.nceLoss.labels': 'int64',
  'nn.sampledSoftmaxLoss.labels': 'int64',
  'nn.computeAccidentalHits.trueClasses': 'int64',
  'nn.computeAccidentalHits.sampledCandidates': 'int64',
  'random.uniformCandidateSampler.trueClasses': 'int64',
  'random.logUniformCandidateSampler.trueClasses': 'int64',
  'random.learnedUnigramCandidateSampler.trueClasses': 'int64',
  'random.fixedUnigramCandidateSampler.trueClasses': 'int64',
  'random.allCandidateSampler.trueClasses': 'int64',
  'random.statelessUniform.seed': 'int64',
  'random.statelessCategorical.seed': 'int64',
  'random.statelessMultinomial.seed': 'int64',
  'random.statelessNormal.seed': 'int64',
  'random.statelessTruncatedNormal.seed': 'int64',
  'sparseToDense.sparseIndices': 'int32',
  'nn.inTopK.predictions': 'float32',
  'nn.sparseSoftmaxCrossEntropyWithLogits.labels': 'int32',
  'losses.sparseSoftmaxCrossEntropy.labels': 'int32',
  'summary.audio.sampleRate': 'float32',
};

/** Arguments of schedules: each is cast to the learning rate's type. */
const scheduleTypes: Readonly<Record<string, DType>> = {
  learningRate: 'float32',
  globalStep: 'int64',
  decaySteps: 'float32',
  firstDecaySteps: 'float32',
  decayRate: 'float32',
};

/** The type that the parameter has by itself; undefined where it is that of the operands. */
export function argumentType(functionName: string, { name }: Parameter): DType | undefined {
  return types[`${functionName}.${name}`] ?? (functionName.startsWith('train.') ? scheduleTypes[name] : undefined);
}
