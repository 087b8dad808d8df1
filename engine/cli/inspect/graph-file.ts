/** Graphs in files: GraphDef, binary and text, MetaGraph, SavedModel. */

import { readFile } from 'node:fs/promises';
import {
  decodeGraphDef,
  decodeMetaGraphDef,
  decodeSavedModel,
  type GraphDef,
  GraphDefSchema,
  type MetaGraphDef,
  parsePbtxt,
} from '../../formats/index.ts';
import type { Report, Table } from './report.ts';

export async function inspectGraphDef(path: string): Promise<Report> {
  return graphReport('GraphDef', decodeGraphDef(await readFile(path), path));
}

export async function inspectPbtxt(path: string): Promise<Report> {
  const text = await readFile(path, 'utf8');
  return graphReport(
    'GraphDef in text form',
    parsePbtxt(GraphDefSchema, text, { what: path, allowUnknownFields: true }),
  );
}

export async function inspectMetaGraph(path: string): Promise<Report> {
  return metaGraphReport('MetaGraph', decodeMetaGraphDef(await readFile(path), path));
}

export async function inspectSavedModel(path: string): Promise<Report> {
  const { metaGraphs } = decodeSavedModel(await readFile(path), path);
  const reports = metaGraphs.map((metaGraph) => metaGraphReport('SavedModel', metaGraph));
  return {
    kind: 'SavedModel',
    facts: { graphs: metaGraphs.length, ...(reports.length === 1 && reports[0]!.facts) },
    tables: reports.flatMap(({ tables, facts }) =>
      tables.map((table) => (reports.length === 1 ? table : { ...table, name: `${table.name} of ${facts.tags}` })),
    ),
  };
}

function metaGraphReport(
  kind: string,
  { metaInfoDef, graphDef, saverDef, collectionDef, signatureDef }: MetaGraphDef,
): Report {
  const graph = graphDef ? graphReport(kind, graphDef) : { facts: {}, tables: [] };
  const collections: Table = {
    name: 'collections',
    columns: ['name', 'kind', 'count'],
    rows: Object.entries(collectionDef).map(([name, { kind: list }]) => [
      name,
      (list.case ?? 'empty').replace(/List$/, ''),
      list.case === undefined ? 0 : list.value.value.length,
    ]),
  };
  const signatures: Table = {
    name: 'signatures',
    columns: ['name', 'method', 'inputs', 'outputs'],
    rows: Object.entries(signatureDef).map(([name, { inputs, outputs, methodName }]) => [
      name,
      methodName,
      Object.keys(inputs).join(' '),
      Object.keys(outputs).join(' '),
    ]),
  };
  return {
    kind,
    facts: {
      tags: metaInfoDef?.tags.join(', ') ?? '',
      'written by TensorFlow': metaInfoDef?.tensorflowVersion || 'unknown',
      saver: saverDef ? 'yes' : 'no',
      ...graph.facts,
    },
    tables: [...graph.tables, collections, signatures],
  };
}

function graphReport(kind: string, { node, library, versions }: GraphDef): Report {
  const counts = new Map<string, number>();
  const read = new Set<string>();
  for (const { op, input } of node) {
    counts.set(op, (counts.get(op) ?? 0) + 1);
    for (const name of input) read.add(name.replace(/^\^/, '').replace(/:\d+$/, ''));
  }
  const named = (name: string, nodes: GraphDef['node']): Table => ({
    name,
    columns: ['name', 'op'],
    rows: nodes.map((each) => [each.name, each.op]),
  });
  return {
    kind,
    facts: {
      operations: node.length,
      functions: library?.function.length ?? 0,
      producer: versions?.producer ?? 0,
    },
    tables: [
      named(
        'inputs (placeholders)',
        node.filter(({ op }) => /^Placeholder/.test(op)),
      ),
      named(
        'outputs (nothing reads them)',
        node.filter(({ name, op }) => !read.has(name) && !/^(?:NoOp|Const)$/.test(op)),
      ),
      {
        name: 'operation types',
        columns: ['op', 'count'],
        rows: [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)),
      },
    ],
  };
}
