/**
 * The messages between a run (child process) and whoever started it (parent): the only face of the runner that other
 * processes see. One JSON object a line, in both directions over one pipe, which is file descriptor 3 of the child: a
 * thread of its own reads and writes it there, so that a model that never yields still answers. When the pipe closes,
 * the child ends.
 *
 * The child's traffic is bounded whatever the model does: `progress` and `scalars` at most ten a second each, `log` at
 * most 64 KiB a tenth of a second with a count of what was dropped. No tensor ever travels here.
 */

import type { PlanDescription } from '../graph/index.ts';
import type { GraphDescription } from './graph-description.ts';

/** Which descriptor of the child is the line. */
export const lineDescriptor = 3;

/** What the parent wants done, sent once, first. */
export interface StartMessage {
  readonly type: 'start';
  readonly task: Task;
  /** Absolute path of the model file. */
  readonly file: string;
  /** What the model sees in `process.argv` after its own path. */
  readonly args: readonly string[];
  readonly stepsCap: number | null;
  readonly seed: number | null;
  readonly device: string | null;
  readonly logdir: string | null;
  /** `pipes`: what the model prints goes to the child's stdout and stderr, which push back; `messages`: into `log`. */
  readonly output: 'pipes' | 'messages';
  /** Open the debugger's port, on this machine alone, and load the model only once a debugger is there. */
  readonly inspect?: boolean;
}

/** Train the file, or run it as far as needed to see its graph, or the plans of its first step. */
export type Task = 'train' | 'graph' | 'pbtxt' | 'plan';

export type ParentMessage =
  | StartMessage
  /** End after the step in hand. A second one kills; so does the first, after `graceMs`, where that is given. */
  | { readonly type: 'stop'; readonly graceMs?: number }
  | { readonly type: 'kill' };

/** A position in the user's own source, from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface FaultMessage {
  readonly type: 'fault';
  /** The error's class, such as `ShapeError`. */
  readonly name: string;
  readonly message: string;
  /** The innermost line of the user's files that is to blame; undefined where none is known. */
  readonly place: Place | undefined;
  /** The frames, as `    at …` lines without the message; long ones are cut. */
  readonly stack: string;
  /** The operation at fault, where the error names one, and the line that made it. */
  readonly operation: { readonly name: string; readonly type: string; readonly place: Place | undefined } | undefined;
  /** What the reader can do, as a sentence. */
  readonly hint: string | undefined;
}

export interface ScalarPoint {
  readonly tag: string;
  readonly step: number;
  /** JSON has no NaN and infinities: those are strings. */
  readonly value: number | 'NaN' | 'Infinity' | '-Infinity';
}

/** Why a run ended. `exited`: the file called process.exit; `stuck`: its top-level await can never settle. */
export type EndReason = 'completed' | 'stopped' | 'failed' | 'exited' | 'stuck' | 'killed';

export type ChildMessage =
  | {
      readonly type: 'started';
      readonly pid: number;
      /** Node's version, such as `24.21.0`. */
      readonly node: string;
      readonly file: string;
      readonly device: string | null;
    }
  /** The process waits for a debugger at this port of 127.0.0.1. */
  | { readonly type: 'inspector'; readonly port: number }
  /** A graph was first run or written; `description` only where the task is `graph`. */
  | { readonly type: 'graph'; readonly operations: number; readonly description?: GraphDescription }
  /** What the task `pbtxt` asked for: the graph as a GraphDef in text form. */
  | { readonly type: 'pbtxt'; readonly text: string }
  /** What the task `plan` asked for. */
  | { readonly type: 'plans'; readonly plans: readonly PlanDescription[] }
  | {
      readonly type: 'progress';
      /** Steps complete, counted from 0 also where the loop starts later. */
      readonly step: number;
      /** null: the loop has no end. */
      readonly total: number | null;
      readonly stepsPerSecond: number;
      readonly etaSeconds: number | null;
      /** The last one of its loop. */
      readonly ended: boolean;
    }
  /** The newest point of each tag since the last message. The event file has all of them. */
  | { readonly type: 'scalars'; readonly points: readonly ScalarPoint[] }
  | {
      readonly type: 'log';
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
      /** Characters left out after `text`, because the model printed faster than the limit. */
      readonly dropped: number;
    }
  | { readonly type: 'eventFile'; readonly path: string }
  | { readonly type: 'checkpoint'; readonly prefix: string }
  /** A stop was taken note of. `inLoop`: whether a `tf.train.steps` loop is running that will heed it. */
  | { readonly type: 'stopping'; readonly inLoop: boolean }
  | FaultMessage
  /** The last message. `place`: where the file called process.exit. */
  | {
      readonly type: 'done';
      readonly exitCode: number;
      readonly reason: EndReason;
      readonly place: Place | undefined;
    };

export function encodeLine(message: ParentMessage | ChildMessage): string {
  return `${JSON.stringify(message)}\n`;
}

/** Numbers as JSON can hold them. */
export function scalarValue(value: number): ScalarPoint['value'] {
  return Number.isFinite(value) ? value : (String(value) as ScalarPoint['value']);
}

/**
 * Cuts a stream of text into messages. Both ends trust each other (one forked the other), so a line that is no JSON is
 * an error of ours, not of the user.
 */
export class LineDecoder<Message> {
  #rest = '';

  *push(chunk: string): Generator<Message> {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() as string;
    for (const line of lines) if (line !== '') yield JSON.parse(line) as Message;
  }
}
