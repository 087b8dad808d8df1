/** Scopes of the default graph: names, devices, control dependencies, collections. */

import {
  type DeviceLike,
  getDefaultGraph as defaultGraph,
  type Graph,
  type GraphElement,
  type Operation,
  resetDefaultGraph as resetGraph,
  type Tensor,
} from '../../graph/index.ts';
import { publicFunction } from '../signature.ts';

/**
 * Runs `body` with operations named under `name` (made unique) and gives back what it returns; the callback gets the
 * full scope ("a/b/"), which as a name re-enters it. null or '' goes to the root.
 * @throws GraphError for a name that is no valid scope, or a callback that returns a promise.
 */
export const nameScope = publicFunction(
  'nameScope(name: string, body: callback)',
  <const T>(name: string | null, body: (scope: string) => T): T => defaultGraph().withNameScope(name, body),
);

/** Runs `body` with operations placed on `device` (`/gpu:0`, a partial name, a function of the operation; null: anywhere). */
export const device = publicFunction(
  'device(device: any, body: callback)',
  <const T>(name: DeviceLike, body: () => T): T => defaultGraph().withDevice(name, body),
);

/** Runs `body` with the operations it makes waiting for `controlInputs`; nested ones add up, null clears. */
export const controlDependencies = publicFunction(
  'controlDependencies(controlInputs: any, body: callback)',
  <const T>(controlInputs: readonly (Operation | Tensor | GraphElement)[] | null, body: () => T): T =>
    defaultGraph().withControlDependencies(controlInputs, body),
);

/** The graph that functions build in. */
export const getDefaultGraph = publicFunction('getDefaultGraph()', (): Graph => defaultGraph());

/** Starts over with an empty default graph. @throws GraphError inside `graph.asDefault`. */
export const resetDefaultGraph = publicFunction('resetDefaultGraph()', (): void => resetGraph());

/** Adds `value` to a collection of the default graph. */
export const addToCollection = publicFunction(
  'addToCollection(name: string, value: any)',
  (name: string, value: unknown): void => defaultGraph().collections.add(name, value),
);

/** A copy of a collection of the default graph, of items whose name starts with `scope` if that is given. */
export const getCollection = publicFunction(
  'getCollection(key: string, scope?: string)',
  <T = unknown>(key: string, scope?: string): T[] => defaultGraph().collections.get<T>(key, scope),
);

/** A collection of the default graph itself: changes to the list change the collection. */
export const getCollectionRef = publicFunction('getCollectionRef(key: string)', <T = unknown>(key: string): T[] =>
  defaultGraph().collections.listOf<T>(key),
);
