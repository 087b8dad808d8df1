/** ONNX files: inputs, outputs, operators, and how much the constants take. */

import { readFile } from 'node:fs/promises';
import { decodeMessage, onnx } from '../../formats/index.ts';
import { formatBytes } from '../table.ts';
import type { Report, Table } from './report.ts';

const { ModelProtoSchema, TensorProto_DataType: elementTypes } = onnx;

export async function inspectOnnx(path: string): Promise<Report> {
  const { graph, opsetImport, irVersion, producerName } = decodeMessage(ModelProtoSchema, await readFile(path), path);
  const { node = [], initializer = [], input = [], output = [] } = graph ?? {};
  const constants = new Set(initializer.map(({ name }) => name));
  const counts = new Map<string, number>();
  for (const { opType } of node) counts.set(opType, (counts.get(opType) ?? 0) + 1);
  return {
    kind: 'ONNX model',
    facts: {
      opset: opsetImport.map(({ domain, version }) => `${domain ? `${domain} ` : ''}${version}`).join(', '),
      'format version': Number(irVersion),
      'written by': producerName,
      nodes: node.length,
      constants: initializer.length,
      'size of constants': formatBytes(initializer.reduce((sum, { rawData }) => sum + rawData.length, 0)),
    },
    tables: [
      // Old files list constants among the inputs.
      valuesTable(
        'inputs',
        input.filter(({ name }) => !constants.has(name)),
      ),
      valuesTable('outputs', output),
      {
        name: 'operators',
        columns: ['operator', 'count'],
        rows: [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)),
      },
    ],
  };
}

function valuesTable(name: string, values: readonly onnx.ValueInfoProto[]): Table {
  return {
    name,
    columns: ['name', 'dtype', 'shape'],
    rows: values.map(({ name: key, type }) => {
      const tensor = type?.value.value;
      const sizes = tensor?.shape?.dim.map(({ value }) => (value.case === undefined ? '?' : String(value.value)));
      return [key, tensor ? (elementTypes[tensor.elemType] ?? '?').toLowerCase() : '', sizes ? `[${sizes.join(', ')}]` : 'unknown'];
    }),
  };
}
