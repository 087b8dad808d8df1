/**
 * The runs of a workspace as this window sees them, and how they are joined with what other windows on the same
 * workspace wrote. Plain data: no files, no clock, no `vscode`.
 *
 * Each run belongs to the window that trains it. A window's own runs are written whole; of the others, only what was
 * changed here (a name, a removal) is put on top of what the file has.
 */

import { liveStates, maxCheckpoints, maxScalars, type RunChange, type RunRecord } from '../run-record.ts';
import { maxRuns, type StoredRun } from './record-format.ts';

export class RunList {
  readonly #owner: number;
  readonly #runs = new Map<string, StoredRun>();
  #sorted: readonly RunRecord[] | undefined;
  /** What was changed here since it was last written; of a run of this window it is the whole record that counts. */
  readonly #changes = new Map<string, RunChange>();
  /** Removed here: not taken back from a file that another window wrote meanwhile. */
  readonly #removed = new Set<string>();

  /** @param owner the process id of this window's host */
  constructor(owner: number) {
    this.#owner = owner;
  }

  /** Newest first. */
  get all(): readonly RunRecord[] {
    this.#sorted ??= [...this.#runs.values()].map(({ record }) => record).sort((a, b) => b.startedAt - a.startedAt);
    return this.#sorted;
  }

  get unsaved(): boolean {
    return this.#changes.size > 0;
  }

  get(id: string): RunRecord | undefined {
    return this.#runs.get(id)?.record;
  }

  /** Whether another window trains it. */
  elsewhere(id: string): boolean {
    const run = this.#runs.get(id);
    return run !== undefined && liveStates.has(run.record.state) && run.owner !== this.#owner;
  }

  add(record: RunRecord): void {
    this.#removed.delete(record.id);
    this.#set({ record: bounded(record), owner: this.#owner });
    this.#changes.set(record.id, {});
    this.#dropOldest();
  }

  /** @returns the record before; undefined where there is none of this id */
  update(id: string, change: RunChange): RunRecord | undefined {
    const run = this.#runs.get(id);
    if (run === undefined) return undefined;
    this.#set({ ...run, record: bounded({ ...run.record, ...change, id }) });
    this.#changes.set(id, { ...this.#changes.get(id), ...change });
    return run.record;
  }

  remove(id: string): boolean {
    if (!this.#runs.delete(id)) return false;
    this.#sorted = undefined;
    this.#removed.add(id);
    this.#changes.set(id, {});
    return true;
  }

  /**
   * Takes over what the file holds, but for what was changed or removed here.
   * @param alive whether a run that another window left as live still is
   * @param writtenAt when the file was written
   * @returns whether anything is different now
   */
  merge(file: readonly StoredRun[], alive: (run: StoredRun) => boolean, writtenAt: number): boolean {
    const before = JSON.stringify(this.all);
    const inFile = new Set(file.map(({ record }) => record.id));
    for (const run of file) {
      const { id } = run.record;
      if (this.#removed.has(id) || this.#keepsOwn(id)) continue;
      const dead = liveStates.has(run.record.state) && (run.owner === this.#owner || !alive(run));
      if (dead) this.#changes.set(id, { ...this.#changes.get(id), ...interruption(writtenAt) });
      this.#set({ ...run, record: bounded({ ...run.record, ...this.#changes.get(id), id }) });
    }
    // Removed in another window.
    for (const id of this.#runs.keys()) if (!inFile.has(id) && !this.#keepsOwn(id)) this.#runs.delete(id);
    this.#sorted = undefined;
    this.#dropOldest();
    return JSON.stringify(this.all) !== before;
  }

  /** All of them for the file; `saved` says later that it was written. */
  toSave(): { readonly runs: readonly StoredRun[]; readonly saved: () => void } {
    const written = [...this.#changes];
    const runs = this.all.map(({ id }) => this.#runs.get(id) as StoredRun);
    return {
      runs,
      saved: () => {
        // What changed again while it was being written is not saved yet.
        for (const [id, change] of written) if (this.#changes.get(id) === change) this.#changes.delete(id);
      },
    };
  }

  /** A run of this window that the file cannot know better. */
  #keepsOwn(id: string): boolean {
    const run = this.#runs.get(id);
    if (run === undefined || run.owner !== this.#owner) return false;
    return liveStates.has(run.record.state) || this.#changes.has(id);
  }

  #set(run: StoredRun): void {
    this.#runs.set(run.record.id, run);
    this.#sorted = undefined;
  }

  #dropOldest(): void {
    const over = this.#runs.size - maxRuns;
    if (over <= 0) return;
    const ended = this.all.filter(({ state }) => !liveStates.has(state));
    for (const { id } of ended.slice(-over)) {
      this.#runs.delete(id);
      this.#changes.delete(id);
    }
    this.#sorted = undefined;
  }
}

/** The editor went away before the run's end was known. */
function interruption(lastSeen: number): RunChange {
  return { state: 'interrupted', endedAt: lastSeen, stepsPerSecond: null, etaSeconds: null };
}

function bounded(record: RunRecord): RunRecord {
  const tags = Object.entries(record.scalars);
  if (tags.length <= maxScalars && record.checkpoints.length <= maxCheckpoints) return record;
  return {
    ...record,
    scalars: Object.fromEntries(tags.slice(0, maxScalars)),
    checkpoints: record.checkpoints.slice(-maxCheckpoints),
  };
}
