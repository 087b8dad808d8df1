/** `tf.RunOptions` and `tf.RunMetadata`: how a run is traced, which says nothing of shapes. */

import { ObjectValue, unknown, unknownNumber } from '../../values/index.ts';
import { boundClass } from '../classes/bind-class.ts';
import { type ClassSpec, constant } from '../classes/class-spec.ts';

export const runOptionsClass: ClassSpec = {
  name: 'RunOptions',
  construct: (_call, world) =>
    new ObjectValue(boundClass(world, runOptionsClass).prototype, 'RunOptions').init('traceLevel', unknownNumber),
  members: {},
  statics: {
    NO_TRACE: constant(0),
    SOFTWARE_TRACE: constant(1),
    HARDWARE_TRACE: constant(2),
    FULL_TRACE: constant(3),
  },
};

export const runMetadataClass: ClassSpec = {
  name: 'RunMetadata',
  construct: (_call, world) =>
    new ObjectValue(boundClass(world, runMetadataClass).prototype, 'RunMetadata').init('devices', unknown),
  members: { totalMicros: constant(unknownNumber) },
};
