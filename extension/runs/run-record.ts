/** A run as the workspace remembers it: plain data, as it lies in the storage. */

/**
 * `running` and `stopping` are live. `killed`: by a second stop or from outside, such as SIGKILL. `interrupted`: the
 * editor went away before the run's end was known.
 */
export type RunRecordState =
  | 'starting'
  | 'running'
  | 'stopping'
  | 'completed'
  | 'stopped'
  | 'failed'
  | 'killed'
  | 'interrupted';

export const liveStates: ReadonlySet<RunRecordState> = new Set(['starting', 'running', 'stopping']);

export interface RunRecord {
  readonly id: string;
  /** Shown; the model's name and the time unless renamed. */
  readonly name: string;
  /** Absolute path of the model file. */
  readonly file: string;
  /** The folder that its event files go to. */
  readonly logFolder: string;
  readonly state: RunRecordState;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly pid: number | null;
  /** Steps complete; null before the first. */
  readonly step: number | null;
  /** null: no end is known. */
  readonly total: number | null;
  readonly stepsPerSecond: number | null;
  readonly etaSeconds: number | null;
  /** The newest value of each scalar, at most `maxScalars`. JSON has no NaN and infinities: those are strings. */
  readonly scalars: Readonly<Record<string, { readonly step: number; readonly value: number | string }>>;
  readonly device: string | null;
  readonly eventFiles: readonly string[];
  /** Prefixes, newest last, at most `maxCheckpoints`. */
  readonly checkpoints: readonly string[];
  readonly exitCode: number | null;
  /** One sentence, where it failed. */
  readonly fault: string | null;
}

export const maxScalars = 50;
export const maxCheckpoints = 50;

export type RunBeginning = Pick<RunRecord, 'id' | 'name' | 'file' | 'logFolder' | 'startedAt'>;

/** A run of which no more is known than that it was asked for. */
export function newRunRecord(beginning: RunBeginning): RunRecord {
  return {
    ...beginning,
    state: 'starting',
    endedAt: null,
    pid: null,
    step: null,
    total: null,
    stepsPerSecond: null,
    etaSeconds: null,
    scalars: {},
    device: null,
    eventFiles: [],
    checkpoints: [],
    exitCode: null,
    fault: null,
  };
}

export type RunChange = Partial<Omit<RunRecord, 'id'>>;
