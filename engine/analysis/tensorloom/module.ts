/** The module `tensorloom` as programs import it: every export of the package, each made when it is first looked at. */

import * as api from '../../api/index.ts';
import { GraphKeys } from '../../graph/index.ts';
import * as trainGraph from '../../train/graph/index.ts';
import { type HeapObject, NativeFunction, ObjectValue, type Slot, unknown } from '../values/index.ts';
import { callEngine } from './call/call-engine.ts';
import { callable } from './call/callable.ts';
import { customGradientOf, registerGradientIn } from './call/own-gradients.ts';
import { publicCallable } from './call/public-functions.ts';
import { specialRuns } from './call/special-functions.ts';
import { templateOf } from './call/template.ts';
import { boundClass, makers } from './classes/bind-class.ts';
import { type ClassSpec, type Member, type Members, native } from './classes/class-spec.ts';
import { graphClass } from './classes/graph.ts';
import { ndArrayClass } from './classes/ndarray.ts';
import { operationClass, tensorClass } from './classes/tensor.ts';
import { tensorArrayClass } from './classes/tensor-array.ts';
import { tensorShapeClass } from './classes/tensor-shape.ts';
import { variableClass } from './classes/variable.ts';
import { variableScopeClass } from './classes/variable-scope.ts';
import { HostFunction } from './convert/host-only.ts';
import { datasetClass, datasetIteratorClass } from './data/dataset.ts';
import { digits, labelledImagesClass, mnist } from './data/labelled-images.ts';
import { bindErrors, errorClasses, errorClassSpec, errorCodes } from './errors.ts';
import { cellClass, cellClasses, stateTupleClass } from './layers/cell-classes.ts';
import { layerClass, layerClasses } from './layers/layer-classes.ts';
import { LazyObject } from './lazy-object.ts';
import { runMetadataClass, runOptionsClass } from './session/run-options.ts';
import { interactiveSessionClass, sessionClass } from './session/session-class.ts';
import { fileWriterCache, fileWriterClass } from './summary/file-writer.ts';
import {
  checkpointReaderClass,
  fileFunctions,
  globalStep,
  graphUtilFunctions,
  importGraphDef,
  savedModelFunctions,
} from './train/files.ts';
import { hookClasses } from './train/hooks.ts';
import { monitoredClasses, monitoredTrainingSession } from './train/monitored.ts';
import { movingAverageClass, optimizerClass, optimizerClasses } from './train/optimizer-classes.ts';
import { saverClass } from './train/saver.ts';
import { steps } from './train/steps.ts';
import type { World } from './world.ts';

/** A public function of the engine, called for real. */
function engineFunction(value: unknown): Member {
  return (world, _owner, key) => {
    const target = publicCallable(value)!;
    const special = specialRuns[target.name];
    return new HostFunction(world.prototypes.function, key, value, (call) =>
      callEngine(world, special ? { ...target, run: special(world, call) } : target, call),
    );
  };
}

function classMember(spec: ClassSpec): Member {
  return (world) => boundClass(world, spec).constructor;
}

function classMembers(...specs: readonly ClassSpec[]): Members {
  return Object.fromEntries(specs.map((spec) => [spec.name.slice(spec.name.lastIndexOf('.') + 1), classMember(spec)]));
}

/** An object that is only there to hold others. */
function namespace(name: string, members: Members): Member {
  return (world) => new LazyObject(world.prototypes.object, 'Module', makers(world, name, members));
}

function table(values: Readonly<Record<string, string | number>>): Member {
  return (world) => {
    const object = new ObjectValue(world.prototypes.object);
    for (const [key, value] of Object.entries(values)) object.init(key, value);
    return object;
  };
}

/** The public functions of a room; classes and what else it exports have rows of their own. */
function functionsOf(room: Readonly<Record<string, unknown>>): Members {
  const own = Object.entries(room).filter(([, value]) => publicCallable(value));
  return Object.fromEntries(own.map(([key, value]) => [key, engineFunction(value)]));
}

const convertToTensor = callable(
  'convertToTensor(value: tensor, {dtype, preferredDtype: dtype, name})',
  (_self, args) => api.convertToTensor(...(args as Parameters<typeof api.convertToTensor>)),
);

const constants = Object.fromEntries(
  Object.entries(api).flatMap(([key, value]) => (typeof value === 'string' ? [[key, (): Slot => value] as const] : [])),
);

const bitwise = functionsOf(api.bitwise);

const debugging = functionsOf(api.debugging);

const image: Members = { ...functionsOf(api.image), ResizeMethod: table(api.image.ResizeMethod) };

const initializers = functionsOf(api.initializers);

const linalg = functionsOf(api.linalg);

const layers: Members = { ...functionsOf(api.layers), ...classMembers(layerClass, ...layerClasses) };

const losses: Members = { ...functionsOf(api.losses), Reduction: table(api.losses.Reduction) };

const metrics = functionsOf(api.metrics);

const math = functionsOf(api.math);

const nn: Members = {
  ...functionsOf(api.nn),
  rnnCell: namespace('nn.rnnCell', classMembers(cellClass, ...cellClasses, stateTupleClass)),
};

const random = functionsOf(api.random);

const regularizers = functionsOf(api.regularizers);

const savedModel: Members = {
  ...savedModelFunctions,
  signatureConstants: table(trainGraph.signatureConstants),
  tagConstants: table(trainGraph.tagConstants),
};

const summary: Members = {
  ...functionsOf(api.summary),
  ...classMembers(fileWriterClass),
  FileWriterCache: namespace('summary.FileWriterCache', fileWriterCache),
};

const train: Members = {
  ...functionsOf(trainGraph),
  ...fileFunctions,
  ...classMembers(optimizerClass, ...optimizerClasses, movingAverageClass, saverClass, checkpointReaderClass),
  ...classMembers(...monitoredClasses, ...hookClasses),
  MonitoredTrainingSession: native(monitoredTrainingSession),
  globalStep: native(globalStep),
  steps: native(steps),
};

const data: Members = {
  ...classMembers(datasetClass, datasetIteratorClass, labelledImagesClass),
  DownloadError: classMember(errorClassSpec('data.DownloadError', undefined, { withCure: native(({ self }) => self) })),
  digits: native(digits),
  mnist: native(mnist),
};

const errors: Members = {
  ...Object.fromEntries([...errorClasses].map(([name, spec]) => [name, classMember(spec)])),
  statusCodes: table(errorCodes),
};

/** Classes whose objects are the engine's own. */
const engineClasses = new Map(
  [
    tensorClass,
    tensorArrayClass,
    operationClass,
    variableClass,
    variableScopeClass,
    graphClass,
    tensorShapeClass,
    optimizerClass,
    ...optimizerClasses,
    movingAverageClass,
    layerClass,
    ...layerClasses,
    cellClass,
    ...cellClasses,
  ].map((spec) => [spec.engineClass, spec]),
);

const members: Members = {
  ...functionsOf(api),
  ...constants,
  ...classMembers(
    graphClass,
    ndArrayClass,
    operationClass,
    tensorArrayClass,
    tensorClass,
    tensorShapeClass,
    variableClass,
    variableScopeClass,
    sessionClass,
    interactiveSessionClass,
    runMetadataClass,
    runOptionsClass,
  ),
  GraphKeys: table(GraphKeys),
  convertToTensor: (world, _owner, key) =>
    new NativeFunction(world.prototypes.function, key, (call) => callEngine(world, convertToTensor, call)),
  RegisterGradient: native(registerGradientIn),
  customGradient: native(customGradientOf),
  importGraphDef: native(importGraphDef),
  listDevices: native(() => unknown),
  makeTemplate: native(templateOf),
  data: namespace('data', data),
  bitwise: namespace('bitwise', bitwise),
  debugging: namespace('debugging', debugging),
  errors: namespace('errors', errors),
  image: namespace('image', image),
  initializers: namespace('initializers', initializers),
  linalg: namespace('linalg', linalg),
  layers: namespace('layers', layers),
  losses: namespace('losses', losses),
  math: namespace('math', math),
  metrics: namespace('metrics', metrics),
  nn: namespace('nn', nn),
  random: namespace('random', random),
  regularizers: namespace('regularizers', regularizers),
  savedModel: namespace('savedModel', savedModel),
  graphUtil: namespace('graphUtil', graphUtilFunctions),
  summary: namespace('summary', summary),
  train: namespace('train', train),
};

/** The namespace of `import * as tf from 'tensorloom'`. */
export function createTensorloom(world: World): HeapObject {
  world.engineClasses = engineClasses;
  bindErrors(world);
  return new LazyObject(world.prototypes.object, 'Module', makers(world, '', members));
}
