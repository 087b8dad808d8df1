/** How folders with event files are listed: under the log folder that they share, as TensorBoard names their runs. Pure. */

/** Folders with event files that lie in one folder, or one alone. */
export interface FolderGroup {
  /** Relative to the workspace folder, with `/`; '' is that folder itself. */
  readonly path: string;
  /** Those with event files: the group's own (`path` again), or directly in it. One where it stands alone. */
  readonly runs: readonly string[];
}

/** @param folders relative paths with `/`, in any order */
export function groupFolders(folders: readonly string[]): FolderGroup[] {
  const all = new Set(folders);
  const siblings = new Map<string, number>();
  for (const folder of all) siblings.set(parentOf(folder), (siblings.get(parentOf(folder)) ?? 0) + 1);
  const headOf = (folder: string): string => {
    const parent = parentOf(folder);
    // A folder with others in it heads them. The workspace's own folder is no log folder: what is in it stands alone.
    if (folder === '' || parent === '' || siblings.has(folder)) return folder;
    return all.has(parent) || (siblings.get(parent) ?? 0) > 1 ? parent : folder;
  };
  return [...Map.groupBy(all, headOf)]
    .map(([path, runs]) => ({ path: runs.length === 1 ? (runs[0] as string) : path, runs: runs.sort(byName) }))
    .sort((a, b) => byName(a.path, b.path));
}

/** What a run is called in its group: `.` for the group's own, as in TensorBoard. */
export function nameInGroup(group: FolderGroup, run: string): string {
  if (group.runs.length === 1 && run === group.path) return run === '' ? '.' : run;
  return run === group.path ? '.' : run.slice(group.path.length + 1);
}

const collator = new Intl.Collator('en', { numeric: true });
const byName = (a: string, b: string) => collator.compare(a, b);

const parentOf = (folder: string) => folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
