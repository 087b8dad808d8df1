/** `tf.summary.FileWriterCache`: one writer a folder. */

import { resolve } from 'node:path';
import { getDefaultGraph } from '../../graph/index.ts';
import { FileWriter } from './file-writer.ts';

const writers = new Map<string, FileWriter>();

export const FileWriterCache = {
  /** The folder's writer: the first call makes it, with the default graph. */
  get(logdir: string): FileWriter {
    const key = resolve(logdir);
    let writer = writers.get(key);
    if (!writer) {
      writer = new FileWriter(logdir, getDefaultGraph());
      writers.set(key, writer);
    }
    return writer;
  },

  /** Closes all writers and forgets them. */
  async clear(): Promise<void> {
    const all = [...writers.values()];
    writers.clear();
    await Promise.all(all.map((writer) => writer.close()));
  },
} as const;
