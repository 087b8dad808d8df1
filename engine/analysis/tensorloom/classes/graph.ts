/** `tf.Graph`. */

import { Graph } from '../../../graph/index.ts';
import { NativeFunction, unknown } from '../../values/index.ts';
import { type ClassSpec, engineMethod, getter, type Member, method, withheldAll } from './class-spec.ts';

/** A look-up: what it finds counts only where it is surely what a run finds. */
function byName(lookUp: Member): Member {
  return (world, owner, key) => {
    const found = lookUp(world, owner, key) as NativeFunction;
    return new NativeFunction(world.prototypes.function, key, (call) => {
      const { self, args } = call;
      const [name] = args;
      const isSure = !(self instanceof Graph) || typeof name !== 'string' || world.names.isSureOf(self, name);
      return isSure ? found.call(call) : unknown;
    });
  };
}

export const graphClass: ClassSpec = {
  name: 'Graph',
  engineClass: Graph,
  construct: ({ machine, site }, world) => world.newGraph(machine.originOf(site)),
  members: {
    version: getter(Graph, (graph, world) => (world.program.isOpen(graph) ? unknown : graph.version)),
    lastId: getter(Graph, (graph, world) => (world.program.isOpen(graph) ? unknown : graph.lastId)),
    finalized: getter(Graph, (graph) => graph.finalized),
    currentNameScope: getter(Graph, (graph, world) =>
      world.names.areAllHere(graph) ? graph.currentNameScope : unknown,
    ),
    seed: getter(Graph, (graph) => graph.seed),
    finalize: method(Graph, (graph, { machine, site }) => {
      // Where it may not come to it, what is added later may be no mistake.
      if (machine.originOf(site).isCertain) graph.finalize();
      return undefined;
    }),
    checkNotFinalized: engineMethod(Graph, '()'),
    getOperations: method(Graph, (graph, { machine }, world) => {
      return world.program.isOpen(graph) ? unknown : machine.array([...graph.getOperations()]);
    }),
    findOperation: byName(
      method(Graph, (graph, { args: [name] }, world) => {
        const found = typeof name === 'string' ? graph.findOperation(name) : unknown;
        return found ?? (world.names.areAllHere(graph) ? undefined : unknown);
      }),
    ),
    consumersOf: engineMethod(Graph, '(tensor: tensor)'),
    getOperationByName: byName(engineMethod(Graph, '(name: string)')),
    getTensorByName: byName(engineMethod(Graph, '(name: string)')),
    asGraphElement: byName(engineMethod(Graph, '(value: any)')),
    uniqueName: engineMethod(Graph, '(name: string, markAsUsed = true)'),
    asDefault: engineMethod(Graph, '(body: callback)'),
    nameScope: engineMethod(Graph, '(name: string, body: callback)'),
    withNameScope: engineMethod(Graph, '(name: string, body: callback)'),
    device: engineMethod(Graph, '(device: any, body: callback)'),
    withDevice: engineMethod(Graph, '(device: any, body: callback)'),
    controlDependencies: engineMethod(Graph, '(controlInputs: any, body: callback)'),
    withControlDependencies: engineMethod(Graph, '(controlInputs: any, body: callback)'),
    gradientOverrideMap: engineMethod(Graph, '(opTypeMap: any, body: callback)'),
    addToCollection: engineMethod(Graph, '(name: string, value: any)'),
    addToCollections: engineMethod(Graph, '(names: any, value: any)'),
    getCollection: engineMethod(Graph, '(name: string, scope?: string)'),
    getCollectionRef: engineMethod(Graph, '(name: string)'),
    getAllCollectionKeys: engineMethod(Graph, '()'),
    clearCollection: engineMethod(Graph, '(name: string)'),
    ...withheldAll(
      'collections locate addOperation mark rollback release recordUndo asGraphDef controlFlow placeInControlFlow',
      'withControlFlow preventFetching preventFeeding replaceInput addControlInput controlInputsFor joinControlScopes',
      'withGradientOverrides',
    ),
  },
  statics: { ...withheldAll('defaultLocate') },
};
