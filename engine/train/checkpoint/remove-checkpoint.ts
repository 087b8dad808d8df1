/** Deletes the files of a checkpoint. */

import { type FileSystem, indexPath, nodeFileSystem } from '../../formats/index.ts';
import { folderOf } from './folder.ts';

/**
 * Deletes the files under `prefix`: index, data and MetaGraph. Files that are not there are no fault.
 * @param metaGraphSuffix - Default `meta`.
 */
export async function removeCheckpoint(
  prefix: string,
  metaGraphSuffix = 'meta',
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const { folder, base } = folderOf(prefix);
  const remove = (path: string) =>
    fileSystem.unlink(path).catch((error: { code?: unknown }) => {
      if (error.code !== 'ENOENT') throw error;
    });
  // The index first: without it the rest is no checkpoint, so nobody meets half of one.
  await remove(indexPath(prefix));
  const names = await fileSystem.list(folder).catch(() => []);
  const isData = (name: string) =>
    name.startsWith(`${base}.data-`) && /^\d{5,}-of-\d{5,}$/.test(name.slice(base.length + 6));
  for (const name of names) if (isData(name)) await remove(`${folder}/${name}`);
  await remove(`${prefix}.${metaGraphSuffix}`);
}
