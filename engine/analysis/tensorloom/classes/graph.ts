/** `tf.Graph`. */

import { Graph } from '../../../graph/index.ts';
import { unknown } from '../../values/index.ts';
import { type ClassSpec, engineMethod, getter, native, withheldAll } from './class-spec.ts';

export const graphClass: ClassSpec = {
  name: 'Graph',
  engineClass: Graph,
  construct: ({ machine, site }, world) => world.newGraph(machine.originOf(site)),
  members: {
    version: getter<Graph>((graph, world) => (world.program.isOpen(graph) ? unknown : graph.version)),
    lastId: getter<Graph>((graph, world) => (world.program.isOpen(graph) ? unknown : graph.lastId)),
    finalized: getter<Graph>((graph) => graph.finalized),
    currentNameScope: getter<Graph>((graph, world) => (world.knowsNames(graph) ? graph.currentNameScope : unknown)),
    seed: getter<Graph>((graph) => graph.seed),
    finalize: native(({ self, machine, site }) => {
      // Where it may not come to it, what is added later may be no mistake.
      if (machine.originOf(site).isCertain) (self as Graph).finalize();
      return undefined;
    }),
    checkNotFinalized: engineMethod('()'),
    getOperations: native(({ self, machine }, world) => {
      const graph = self as Graph;
      return world.program.isOpen(graph) ? unknown : machine.array([...graph.getOperations()]);
    }),
    findOperation: native(({ self, args: [name] }, world) => {
      const graph = self as Graph;
      const found = typeof name === 'string' ? graph.findOperation(name) : unknown;
      return found ?? (world.knowsNames(graph) ? undefined : unknown);
    }),
    consumersOf: engineMethod('(tensor: tensor)'),
    getOperationByName: engineMethod('(name: string)'),
    getTensorByName: engineMethod('(name: string)'),
    asGraphElement: engineMethod('(value: any)'),
    uniqueName: engineMethod('(name: string, markAsUsed = true)'),
    asDefault: engineMethod('(body: callback)'),
    nameScope: engineMethod('(name: string, body: callback)'),
    withNameScope: engineMethod('(name: string, body: callback)'),
    device: engineMethod('(device: any, body: callback)'),
    withDevice: engineMethod('(device: any, body: callback)'),
    controlDependencies: engineMethod('(controlInputs: any, body: callback)'),
    withControlDependencies: engineMethod('(controlInputs: any, body: callback)'),
    addToCollection: engineMethod('(name: string, value: any)'),
    addToCollections: engineMethod('(names: any, value: any)'),
    getCollection: engineMethod('(name: string, scope?: string)'),
    getCollectionRef: engineMethod('(name: string)'),
    getAllCollectionKeys: engineMethod('()'),
    clearCollection: engineMethod('(name: string)'),
    ...withheldAll('collections locate addOperation mark rollback release recordUndo asGraphDef'),
  },
  statics: { ...withheldAll('defaultLocate') },
};
