/** The messages between the connection's thread and the analysis' thread. Types alone. */

import type { Diagnostic } from 'vscode-languageserver-types';
import type { Question, Questions } from './questions.ts';

/** An open document as it is now, or that it is closed. */
export type DocumentChange =
  | { readonly file: string; readonly uri: string; readonly version: number; readonly text: string }
  | { readonly file: string; readonly text: null };

/** One at a time: the next is sent when this one has been answered. Ids rise. */
export interface Job {
  readonly id: number;
  /** What has changed since the last job. */
  readonly changes: readonly DocumentChange[];
  /** A configuration changed: imports may mean other files. */
  readonly forgetsAliases: boolean;
  /** The version of the file whose findings are known and still hold: they need not be told again. */
  readonly told: number | null;
  readonly question: Question;
}

/** What an analysis found out, for the connection to tell of. */
export interface Findings {
  readonly file: string;
  readonly version: number;
  readonly isModel: boolean;
  /** All files that were read, the file itself among them. */
  readonly files: readonly string[];
  /** An import of a file was not found: it may be made later. */
  readonly lacksFiles: boolean;
  /** Of each file that was interpreted, by its URI. */
  readonly diagnostics: readonly (readonly [uri: string, diagnostics: readonly Diagnostic[]])[];
  readonly milliseconds: number;
}

export type FromThread =
  /** Sent while the job is done, so that it is known what the analysis depends on however it ends. */
  | { readonly type: 'read'; readonly job: number; readonly file: string }
  | { readonly type: 'findings'; readonly job: number; readonly findings: Findings }
  | { readonly type: 'answer'; readonly job: number; readonly answer: Questions[keyof Questions][1] }
  /** The job was ended by `cancelled`. */
  | { readonly type: 'stale'; readonly job: number }
  /** `ofAnalysis`: rather than of the answer alone, which says nothing against the text. */
  | { readonly type: 'failed'; readonly job: number; readonly message: string; readonly ofAnalysis: boolean };

/** What the thread is started with. */
export interface ThreadData {
  /** One 32-bit integer: jobs with ids up to it are not wanted any more. */
  readonly cancelled: SharedArrayBuffer;
}
