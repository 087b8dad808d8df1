/** `tf.errors`: the classes of what the engine throws. */

import { errors, statusCodes } from '../../graph/index.ts';
import { ObjectValue, unknown } from '../values/index.ts';
import { boundClass } from './classes/bind-class.ts';
import type { ClassSpec, Members } from './classes/class-spec.ts';
import type { World } from './world.ts';

const classes = Object.entries(errors).filter(([, value]) => typeof value === 'function');
const specs = new Map<unknown, ClassSpec>();

/** A class of errors that the program may make itself, `new tf.errors.NotFoundError(message)`. */
export function errorClassSpec(name: string, base: ClassSpec | undefined, members: Members = {}): ClassSpec {
  const spec: ClassSpec = {
    name,
    ...(base ? { base } : { parent: ({ error }) => error }),
    construct: ({ args: [message] }, world) => {
      const own = name.slice(name.lastIndexOf('.') + 1);
      return new ObjectValue(boundClass(world, spec).prototype, own)
        .init('name', own)
        .init('message', message ?? '')
        .init('operation', unknown)
        .init('stack', unknown);
    },
    members,
  };
  return spec;
}

function specOf(errorClass: unknown, name: string): ClassSpec {
  const known = specs.get(errorClass);
  if (known) return known;
  const parent: unknown = Object.getPrototypeOf(errorClass);
  const base = classes.find(([, other]) => other === parent);
  const spec = errorClassSpec(`errors.${name}`, base && specOf(base[1], base[0]));
  specs.set(errorClass, spec);
  return spec;
}

/** By name: `NotFoundError`. */
export const errorClasses: ReadonlyMap<string, ClassSpec> = new Map(
  classes.map(([name, errorClass]) => [name, specOf(errorClass, name)]),
);
export const errorCodes: Readonly<Record<string, number>> = statusCodes;

/** Lets errors that the engine throws be instances of their classes. */
export function bindErrors(world: World): void {
  for (const [errorClass, spec] of specs) {
    world.errorPrototypes.set(errorClass, () => boundClass(world, spec).prototype);
  }
}
