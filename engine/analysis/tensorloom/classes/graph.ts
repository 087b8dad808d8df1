/** `tf.Graph`. */

import { Graph } from '../../../graph/index.ts';
import { unknown } from '../../values/index.ts';
import { type ClassSpec, engineMethod, getter, method, withheldAll } from './class-spec.ts';

export const graphClass: ClassSpec = {
  name: 'Graph',
  engineClass: Graph,
  construct: ({ machine, site }, world) => world.newGraph(machine.originOf(site)),
  members: {
    version: getter(Graph, (graph, world) => (world.program.isOpen(graph) ? unknown : graph.version)),
    lastId: getter(Graph, (graph, world) => (world.program.isOpen(graph) ? unknown : graph.lastId)),
    finalized: getter(Graph, (graph) => graph.finalized),
    currentNameScope: getter(Graph, (graph, world) => (world.knowsNames(graph) ? graph.currentNameScope : unknown)),
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
    findOperation: method(Graph, (graph, { args: [name] }, world) => {
      const found = typeof name === 'string' ? graph.findOperation(name) : unknown;
      return found ?? (world.knowsNames(graph) ? undefined : unknown);
    }),
    consumersOf: engineMethod(Graph, '(tensor: tensor)'),
    getOperationByName: engineMethod(Graph, '(name: string)'),
    getTensorByName: engineMethod(Graph, '(name: string)'),
    asGraphElement: engineMethod(Graph, '(value: any)'),
    uniqueName: engineMethod(Graph, '(name: string, markAsUsed = true)'),
    asDefault: engineMethod(Graph, '(body: callback)'),
    nameScope: engineMethod(Graph, '(name: string, body: callback)'),
    withNameScope: engineMethod(Graph, '(name: string, body: callback)'),
    device: engineMethod(Graph, '(device: any, body: callback)'),
    withDevice: engineMethod(Graph, '(device: any, body: callback)'),
    controlDependencies: engineMethod(Graph, '(controlInputs: any, body: callback)'),
    withControlDependencies: engineMethod(Graph, '(controlInputs: any, body: callback)'),
    addToCollection: engineMethod(Graph, '(name: string, value: any)'),
    addToCollections: engineMethod(Graph, '(names: any, value: any)'),
    getCollection: engineMethod(Graph, '(name: string, scope?: string)'),
    getCollectionRef: engineMethod(Graph, '(name: string)'),
    getAllCollectionKeys: engineMethod(Graph, '()'),
    clearCollection: engineMethod(Graph, '(name: string)'),
    ...withheldAll('collections locate addOperation mark rollback release recordUndo asGraphDef'),
  },
  statics: { ...withheldAll('defaultLocate') },
};
