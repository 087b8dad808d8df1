/** `tf.makeTemplate`: the engine's own around a function of the program. */

import { makeTemplate, type Template, type TemplateOptions } from '../../../api/index.ts';
import { GraphError, getDefaultGraph } from '../../../graph/index.ts';
import { Accessor, FunctionLike, NativeFunction, PromiseValue, unknown, type Value } from '../../values/index.ts';
import { UnknownResult } from '../convert/callback.ts';
import { fromHost } from '../convert/from-host.ts';
import { Carried, PromiseArgument } from '../convert/host-only.ts';
import type { World } from '../world.ts';
import { callEngine, type EngineCall } from './call-engine.ts';
import { callable } from './callable.ts';
import { layerIn } from './get-variable.ts';
import { publicCallable } from './public-functions.ts';

const application = callable('makeTemplate.call()', () => undefined);

/** A function of the program, too, each call of which calls the engine. */
export function templateOf(call: EngineCall, world: World): Value {
  const [, body] = call.args;
  const target = publicCallable(makeTemplate)!;
  if (!(body instanceof FunctionLike)) {
    const refused = callEngine(world, target, call);
    return call.args.length > 1 && !call.hasMore && body !== unknown ? refused : unknown;
  }
  const run = (_self: unknown, [name, , options]: readonly unknown[]) => new Carried(bound(world, body, name, options));
  const made = callEngine(world, { ...target, run }, call);
  return made instanceof NativeFunction ? made : unknown;
}

function bound(world: World, body: FunctionLike, name: unknown, options: unknown): NativeFunction {
  /** The call in hand: the program's own values go past the engine. */
  let current: EngineCall | undefined;
  const template = makeTemplate(
    name as string,
    () => {
      const { machine, site, args } = current!;
      const result = machine.call(body, undefined, args, site);
      return result instanceof PromiseValue ? new PromiseArgument() : new Carried(result);
    },
    options as TemplateOptions,
  );
  let wasSurelyCalled = false;
  const made = new NativeFunction(world.prototypes.function, String(name), (applied) => {
    const outer = current;
    const run = () => {
      current = applied;
      try {
        const result = layerIn(world, applied, template)(undefined, []);
        wasSurelyCalled ||= applied.machine.originOf(applied.site).isCertain;
        return result;
      } catch (error) {
        // It may be the first call, after all, or ask for a variable that is there.
        const isSure = wasSurelyCalled && world.names.areAllHere(getDefaultGraph());
        if (error instanceof GraphError && !isSure) throw new UnknownResult();
        throw error;
      } finally {
        current = outer;
      }
    };
    return callEngine(world, { ...application, run }, { ...applied, args: [] });
  });
  for (const key of propertiesOf(template)) made.init(key, property(world, template, key));
  made.init('func', body);
  return made;
}

type PropertyName = Exclude<keyof Template, 'name' | 'func'>;

function propertiesOf(template: Template): PropertyName[] {
  return Object.keys(Object.getOwnPropertyDescriptors(template)).filter((key) =>
    /^[a-z]*(?:[vV]ar)/.test(key),
  ) as PropertyName[];
}

function property(world: World, template: Template, key: PropertyName): Accessor {
  const read = new NativeFunction(world.prototypes.function, `get ${key}`, ({ machine }) => {
    const { variableScope: scope } = template;
    const isKnown = !scope || (world.knowsCollections(scope.graph) && world.names.areAllHere(scope.graph));
    return isKnown ? fromHost(template[key], machine) : unknown;
  });
  return new Accessor(read, undefined);
}
