/** Checkpoints: the tensors of one, and the list that a folder keeps. */

import { BundleReader, FormatError, readCheckpointState } from '../../formats/index.ts';
import { formatBytes } from '../table.ts';
import { type Report, showShape } from './report.ts';

/** What a checkpoint is called: the path without `.index` or `.data-00000-of-00001`. */
export function bundlePrefix(path: string): string {
  return path.replace(/\.(?:index|data-\d{5}-of-\d{5})$/, '');
}

export async function inspectBundle(path: string): Promise<Report> {
  await using reader = await BundleReader.open(bundlePrefix(path));
  const entries = reader.entries();
  return {
    kind: 'checkpoint',
    facts: {
      tensors: entries.length,
      size: formatBytes(entries.reduce((sum, { bytes }) => sum + bytes, 0)),
      'data files': reader.shardCount,
    },
    tables: [
      {
        name: 'tensors',
        columns: ['name', 'dtype', 'shape', 'bytes'],
        rows: entries.map(({ key, dtype, dtypeName, shape, bytes, sliced }) => [
          key,
          dtype ?? dtypeName,
          showShape(shape) + (sliced ? ' in slices' : ''),
          bytes,
        ]),
      },
    ],
  };
}

export async function inspectCheckpointState(path: string): Promise<Report> {
  const state = await readCheckpointState(path);
  if (!state) throw new FormatError({ what: path, problem: 'the file is not there any more' });
  return {
    kind: 'the list of checkpoints of a folder',
    facts: { latest: state.modelCheckpointPath },
    tables: [
      {
        name: 'checkpoints',
        columns: ['prefix', 'saved'],
        rows: state.allModelCheckpointPaths.map((prefix, index) => {
          const seconds = state.allModelCheckpointTimestamps[index];
          return [prefix, seconds === undefined ? null : new Date(seconds * 1000).toISOString()];
        }),
      },
    ],
  };
}
