/** The rows of the Runs view as data. `key` is the row's identity: unique in the view, and the same after a refresh. */

import type { Checkpoint, RunFileEntry } from './run-files.ts';

export type RunsItem =
  /** A run that was trained from here. */
  | { readonly kind: 'run'; readonly key: string; readonly id: string }
  /** A folder with event files that no run of ours accounts for. */
  | {
      readonly kind: 'folder';
      readonly key: string;
      readonly folder: string;
      readonly name: string;
      readonly opened: boolean;
    }
  | { readonly kind: 'heading'; readonly key: string }
  /** Folders that lie in one log folder, which are compared by opening it. */
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly folder: string;
      readonly name: string;
      readonly runs: readonly { readonly folder: string; readonly name: string }[];
    }
  | { readonly kind: 'summaries' | 'graph'; readonly key: string; readonly of: RunRow }
  | { readonly kind: 'section'; readonly key: string; readonly section: Section; readonly of: RunRow }
  | { readonly kind: 'checkpoint'; readonly key: string; readonly checkpoint: Checkpoint; readonly of: RunRow }
  | { readonly kind: 'file'; readonly key: string; readonly file: RunFileEntry; readonly of: RunRow }
  | { readonly kind: 'scalar'; readonly key: string; readonly tag: string; readonly of: RunRow }
  | { readonly kind: 'note'; readonly key: string; readonly text: string };

export type Section = 'scalars' | 'checkpoints' | 'files';
export type RunRow = Extract<RunsItem, { kind: 'run' | 'folder' }>;
