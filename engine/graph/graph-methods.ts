/** The methods of tf.Graph under their own names, for users; the rooms above use the functions behind them. */

import { withDefaultGraph } from './default-graph.ts';
import { type DeviceLike, Graph, type GraphElement } from './graph.ts';
import type { Operation } from './operation.ts';
import type { Tensor } from './tensor.ts';

declare module './graph.ts' {
  interface Graph {
    /** Runs `body` with this graph as the default. @throws GraphError if it returns a promise. */
    asDefault<T>(body: (graph: Graph) => T): T;
    /** Runs `body` with operations named under `name`; the callback gets the full scope (`a/b/`). */
    nameScope<T>(name: string | null, body: (scope: string) => T): T;
    /** Runs `body` with operations placed on `device`; partial names merge, null clears. */
    device<T>(device: DeviceLike, body: () => T): T;
    /** Runs `body` with new operations waiting for `inputs`; null clears. */
    controlDependencies<T>(inputs: readonly (Operation | Tensor | GraphElement)[] | null, body: () => T): T;
    /**
     * Runs `body` with gradients of the operations it makes looked up by another name: `{ Sign: 'Identity' }` gives each
     * `Sign` the gradient of `Identity`, `{ Relu: 'Guided' }` each `Relu` the one that `tf.RegisterGradient('Guided', …)`
     * made. Operations remember it, in a GraphDef, too (`_gradient_op_type`). Inner maps win over outer ones.
     * @throws DTypeError for a map that is not one from names to names, GraphError for a callback that returns a promise.
     */
    gradientOverrideMap<T>(opTypeMap: Readonly<Record<string, string>>, body: () => T): T;
    addToCollection(name: string, value: unknown): void;
    addToCollections(names: readonly string[], value: unknown): void;
    /** A copy of the collection, of items whose name starts with `scope` if that is given. */
    getCollection<T = unknown>(name: string, scope?: string): T[];
    /** The collection itself: changes to the list change the collection. */
    getCollectionRef<T = unknown>(name: string): T[];
    getAllCollectionKeys(): string[];
    clearCollection(name: string): void;
  }
}

const methods: ThisType<Graph> & Record<string, unknown> = {
  asDefault(body: (graph: Graph) => unknown) {
    return withDefaultGraph(this, body);
  },
  nameScope(name: string | null, body: (scope: string) => unknown) {
    return this.withNameScope(name, body);
  },
  device(device: DeviceLike, body: () => unknown) {
    return this.withDevice(device, body);
  },
  controlDependencies(inputs: readonly (Operation | Tensor | GraphElement)[] | null, body: () => unknown) {
    return this.withControlDependencies(inputs, body);
  },
  gradientOverrideMap(opTypeMap: Readonly<Record<string, string>>, body: () => unknown) {
    return this.withGradientOverrides(opTypeMap, body);
  },
  addToCollection(name: string, value: unknown) {
    this.collections.add(name, value);
  },
  addToCollections(names: readonly string[], value: unknown) {
    this.collections.addToAll(names, value);
  },
  getCollection(name: string, scope?: string) {
    return this.collections.get(name, scope);
  },
  getCollectionRef(name: string) {
    return this.collections.listOf(name);
  },
  getAllCollectionKeys() {
    return this.collections.names;
  },
  clearCollection(name: string) {
    this.collections.clear(name);
  },
};
for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(Graph.prototype, name, { value, writable: true, configurable: true });
}
