/** Files that a process which was killed in the middle of a save left behind. */

import { type FileSystem, temporaryWriter } from '../../formats/index.ts';

/** Deletes unfinished files in `folder` whose names start with one of `starts` and whose writer is gone. */
export async function removeLeftovers(
  folder: string,
  starts: readonly string[],
  fileSystem: FileSystem,
): Promise<void> {
  const names = await fileSystem.list(folder).catch(() => []);
  for (const name of names) {
    const writer = temporaryWriter(name);
    if (writer === undefined || isRunning(writer) || !starts.some((start) => name.startsWith(start))) continue;
    await fileSystem.unlink(`${folder}/${name}`).catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code !== 'ESRCH';
  }
}
