/** Devices, and which one each operation runs on. */

import type { Backend, DeviceAttributes } from '../backends/index.ts';
import { type DeviceSpec, InvalidArgumentError, type Operation, parseDevice, runDefaults } from '../graph/index.ts';

/** True if a device is one that a (partial) specification asks for. */
export function deviceMatches(name: string, wish: DeviceSpec): boolean {
  const spec = parseDevice(name);
  return (
    (wish.deviceType === undefined || wish.deviceType === spec.deviceType) &&
    (wish.deviceIndex === undefined || wish.deviceIndex === spec.deviceIndex) &&
    (wish.job === undefined || wish.job === (spec.job ?? 'localhost')) &&
    (wish.replica === undefined || wish.replica === (spec.replica ?? 0)) &&
    (wish.task === undefined || wish.task === (spec.task ?? 0))
  );
}

export interface PlacementOptions {
  /** Run on another device what cannot run where the graph says, instead of refusing. Default false. */
  readonly allowSoftPlacement?: boolean;
  /** Write a line to stderr for every operation placed. Default false. */
  readonly logDevicePlacement?: boolean;
}

/** Places operations once each, and says where. */
export class Placer {
  readonly #backend: Backend;
  readonly #options: PlacementOptions;
  readonly #log: (line: string) => void;
  #placed = 0;

  constructor(backend: Backend, options: PlacementOptions, log: (line: string) => void) {
    this.#backend = backend;
    this.#options = options;
    this.#log = log;
  }

  /** @throws InvalidArgumentError for an operation whose device does not exist, unless placement is soft. */
  place(operations: readonly Operation[]): void {
    for (; this.#placed < operations.length; this.#placed++) {
      const op = operations[this.#placed];
      const { name } = this.#backend.device;
      const wish = op.device || (runDefaults().device ?? '');
      if (wish && !deviceMatches(name, parseDevice(wish)) && !this.#options.allowSoftPlacement) {
        throw new InvalidArgumentError(
          `Cannot assign a device for operation '${op.name}': Operation was explicitly assigned to ${wish} but ` +
            `available devices are [ ${fullName(name)} ]. Make sure the device specification refers to a valid device, ` +
            'or set allowSoftPlacement in the config of the session.',
          op.describe(),
        );
      }
      if (this.#options.logDevicePlacement) this.#log(`${op.name}: (${op.type}): ${fullName(name)}`);
    }
  }
}

/** As TensorFlow spells a local device in full. */
export function fullName(device: string): string {
  return `/job:localhost/replica:0/task:0${device}`;
}

export type { DeviceAttributes };
