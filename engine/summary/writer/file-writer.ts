/** `tf.summary.FileWriter`: what happens in a run, as events in a file. */

import { resolve } from 'node:path';
import {
  create,
  type Event,
  EventSchema,
  encodeEvent,
  encodeGraphDef,
  encodeMetaGraphDef,
  type GraphDef,
  type MetaGraphDef,
  type SessionLog,
} from '../../formats/index.ts';
import { Graph, GraphError, InvalidArgumentError, logFolder, runReporter } from '../../graph/index.ts';
import { encodeGraph, exportMetaGraph } from '../../graphdef/index.ts';
import { scalarOf } from '../reader/index.ts';
import { type EventDisk, EventFile, type EventFileOptions } from './event-file.ts';
import { encodeRunMetadata, type RunMetadataLike } from './run-trace.ts';
import { type GlobalStep, type SummaryLike, toStep, toSummary } from './summary-argument.ts';

export interface FileWriterOptions {
  /** How many events may wait; one more is written before the call that adds it returns. Default 10. */
  readonly maxQueue?: number;
  /**
   * How long events may wait, in seconds, where the event loop is not given a turn. Default 120. Otherwise they are
   * written at once, so that whoever watches the file sees them.
   */
  readonly flushSecs?: number;
  /** Ends the file's name. */
  readonly filenameSuffix?: string;
  /** Deprecated in TensorFlow: a graph as a message. Pass the graph itself. */
  readonly graphDef?: GraphDef;
  /** The file system, for tests. */
  readonly disk?: EventDisk;
}

/**
 * Writes events to a new file `events.out.tfevents.…` in `logdir`, making missing folders.
 *
 * The methods that add are synchronous. What was flushed (`await writer.flush()`, or `close()`) stays there whatever
 * becomes of the process; an orderly end of the process writes the rest. When the disk is full or refuses, the next
 * call throws the error and what was added is kept for a later attempt.
 */
export class FileWriter {
  readonly #logdir: string;
  readonly #options: EventFileOptions;
  readonly #runTags = new Set<string>();
  #seenTags = new Set<string>();
  #file: EventFile;
  #closed = false;

  /**
   * @param logdir where the file goes, unless whoever started the run names another folder (`--logdir`)
   * @param graph written to the file, as by addGraph and addMetaGraph
   * @throws OpError when the file cannot be made
   */
  constructor(logdir: string, graph: Graph | null = null, options: FileWriterOptions = {}) {
    if (typeof logdir !== 'string' || logdir === '') {
      throw new InvalidArgumentError('A FileWriter needs the name of a folder.');
    }
    const { maxQueue = 10, flushSecs = 120, filenameSuffix: suffix = '', graphDef, disk } = options;
    this.#logdir = logFolder(logdir);
    this.#options = { maxQueue, flushSecs, suffix, ...(disk && { disk }) };
    this.#file = this.#open();
    if (!graph && !graphDef) return;
    this.addGraph(graph, null, graphDef ?? null);
    if (graph) this.addMetaGraph(exportMetaGraph(graph));
  }

  #open(): EventFile {
    const file = new EventFile(resolve(this.#logdir), this.#options);
    runReporter().eventFile(file.path);
    return file;
  }

  /** The folder it writes to. */
  getLogdir(): string {
    return this.#logdir;
  }
  /** The file it writes, as an absolute path. */
  get path(): string {
    return this.#file.path;
  }

  /**
   * Adds a summary: what a run gave for a summary operation, or a Summary message. Only the first value of each tag
   * keeps its metadata. @throws InvalidArgumentError for anything else.
   */
  addSummary(summary: SummaryLike, globalStep?: GlobalStep | null): void {
    const message = toSummary(summary);
    const step = toStep(globalStep);
    const scalars = message.value.map(scalarOf);
    for (const value of message.value) {
      if (!value.metadata) continue;
      if (this.#seenTags.has(value.tag)) delete value.metadata;
      else this.#seenTags.add(value.tag);
    }
    if (!this.#add({ case: 'summary', value: message }, step)) return;
    scalars.forEach((scalar, i) => {
      if (scalar !== undefined) runReporter().scalar(message.value[i].tag, Number(step), scalar);
    });
  }

  /**
   * Adds a graph, with the static shapes of its outputs and the lines of the files that made its operations. @throws GraphError when given both kinds, or neither.
   */
  addGraph(graph: Graph | GraphDef | null, globalStep?: GlobalStep | null, graphDef: GraphDef | null = null): void {
    if (graph && graphDef) throw new GraphError('Please pass only graph, or graphDef (deprecated), but not both.');
    const given = graph ?? graphDef;
    if (given instanceof Graph) {
      this.#add({ case: 'graphDef', value: encodeGraph(given, { addSources: true }) }, toStep(globalStep));
      runReporter().graph(given);
    } else if (given?.$typeName === 'tensorflow.GraphDef') {
      this.#add({ case: 'graphDef', value: encodeGraphDef(given) }, toStep(globalStep));
    } else throw new GraphError('The passed graph must be an instance of `Graph` or the deprecated `GraphDef`.');
  }

  /** Adds a MetaGraphDef, as a message or its bytes (`tf.train.exportMetaGraph`). @throws GraphError for other things. */
  addMetaGraph(metaGraph: MetaGraphDef | Uint8Array, globalStep?: GlobalStep | null): void {
    const isMessage = (metaGraph as MetaGraphDef | null)?.$typeName === 'tensorflow.MetaGraphDef';
    if (!isMessage && !(metaGraph instanceof Uint8Array)) {
      throw new GraphError(`metaGraph must be a MetaGraphDef, but is ${String(metaGraph)}.`);
    }
    const value = metaGraph instanceof Uint8Array ? metaGraph : encodeMetaGraphDef(metaGraph);
    this.#add({ case: 'metaGraphDef', value }, toStep(globalStep));
  }

  /** Adds the trace of one run under a tag of its own. @throws GraphError for a tag that was used before. */
  addRunMetadata(runMetadata: RunMetadataLike, tag: string, globalStep?: GlobalStep | null): void {
    if (this.#runTags.has(tag)) {
      throw new GraphError(`The provided tag was already used for this event type: '${tag}'.`);
    }
    const value = { tag, runMetadata: encodeRunMetadata(runMetadata) };
    this.#add({ case: 'taggedRunMetadata', value }, toStep(globalStep));
    this.#runTags.add(tag);
  }

  /** Adds a SessionLog message: a start, a stop, a checkpoint. */
  addSessionLog(sessionLog: SessionLog, globalStep?: GlobalStep | null): void {
    this.#add({ case: 'sessionLog', value: sessionLog }, toStep(globalStep));
  }

  /** Adds an Event message as it is. */
  addEvent(event: Event): void {
    if (!this.#usable()) return;
    this.#file.add(encodeEvent(event));
  }

  /** Resolves when everything added before is in the file. @throws OpError when it cannot be written. */
  async flush(): Promise<void> {
    if (this.#usable()) await this.#file.flush();
  }

  /** Writes everything and closes the file. A second call does nothing. @throws OpError when it cannot be written. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      await this.#file.close();
    } catch (error) {
      // Not closed, then: what waits can still be written.
      this.#closed = false;
      throw error;
    }
  }

  /** After close(): goes on in a new file of the same folder. Does nothing while open. */
  reopen(): void {
    if (!this.#closed) return;
    this.#file = this.#open();
    this.#seenTags = new Set();
    this.#closed = false;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
  [Symbol.dispose](): void {
    this.#file.closeNow();
    this.#closed = true;
  }

  /** Whether it was added. */
  #add(what: WhatHappened, step: bigint): boolean {
    if (!this.#usable()) return false;
    const event = { wallTime: Date.now() / 1000, step, what } as Event;
    this.#file.add(encodeEvent(create(EventSchema, event)));
    return true;
  }

  #usable(): boolean {
    if (this.#closed) {
      process.emitWarning(
        'Attempting to use a closed FileWriter. The operation will be a noop unless the FileWriter is explicitly reopened.',
      );
    }
    return !this.#closed;
  }
}

type WhatHappened = Exclude<NonNullable<Parameters<typeof encodeEvent>[0]['what']>, { case: undefined }>;
