/**
 * What the analysis' thread does next: questions in the order in which they were asked, then the model files that changed.
 * What a newer text overtakes is dropped, whether it waits or is being done. A text on which the analysis failed is put
 * aside until it, or what it imports, changes.
 */

import type { OpenDocuments } from '../documents/open-documents.ts';
import type { AnalysisThread, Outcome } from '../thread/analysis-thread.ts';
import type { Findings } from '../thread/messages.ts';
import type { Method, ParamsOf, Question } from '../thread/questions.ts';
import { Dependencies } from './dependencies.ts';
import { type Answered, type Waiting, WaitingQuestions } from './waiting-questions.ts';

export interface SchedulerEvents {
  /** Of a text that is still the newest. */
  onFindings(findings: Findings): void;
  /** The text of the file, as it is now, cannot be analysed; `reason` completes "the analysis …". */
  onFailure(file: string, reason: string): void;
  /** Something was not answered; `reason` completes "the answer …". */
  onFault(question: Question, reason: string): void;
}

/** An analysis of the text between two keystrokes is wanted by nobody: the longer it takes, the longer a pause it waits for. */
const leastDelayMs = 10;
const mostDelayMs = 300;
/** How long the thread is kept when no model is open. */
const idleMs = 60_000;

/** What is being done: what it has read so far, and what has changed since it began. */
interface Current {
  readonly file: string;
  readonly read: Set<string>;
  readonly changed: Set<string>;
}

export class Scheduler {
  readonly #thread: AnalysisThread;
  readonly #documents: OpenDocuments;
  readonly #events: SchedulerEvents;
  readonly #dependencies = new Dependencies();
  readonly #questions = new WaitingQuestions();
  /** Models to analyse, by the timer that makes them due; in order where they are due already. */
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #due = new Set<string>();
  readonly #putAside = new Set<string>();
  /** The versions of which the findings have been told, and still hold. */
  readonly #told = new Map<string, number>();
  #lastMilliseconds = 0;
  #current: Current | undefined;
  /** While the thread, which died too often, is not started. */
  #resting: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  #forgetsAliases = false;
  #isDisposed = false;

  constructor(thread: AnalysisThread, documents: OpenDocuments, events: SchedulerEvents) {
    this.#thread = thread;
    this.#documents = documents;
    this.#events = events;
  }

  /** The text of a file changed, in the editor or on the disk. */
  changed(file: string): void {
    this.#current?.changed.add(file);
    const models = new Set([file, ...this.#dependencies.dependentsOf(file)]);
    if (this.#current?.read.has(file)) models.add(this.#current.file);
    for (const model of models) this.#again(model);
  }

  /** A file was made: what could not be found before may be there. */
  made(file: string): void {
    this.changed(file);
    for (const model of this.#dependencies.lacking) this.#again(model);
  }

  /** What imports mean may have changed. */
  aliasesChanged(): void {
    this.#forgetsAliases = true;
    this.#current?.changed.add(this.#current.file);
    for (const { file } of this.#documents.all) this.#again(file);
  }

  closed(file: string): void {
    this.#drop(file);
    this.#dependencies.delete(file);
    // Imports of it mean what is on the disk from now on.
    this.changed(file);
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (!this.#documents.hasModels) this.#thread.end();
    }, idleMs);
  }

  /** The answer for the text as it is when the thread comes to it. */
  ask<M extends Method>(method: M, file: string, params: ParamsOf<M>, signal?: AbortSignal): Promise<Answered<M>> {
    if (this.#isDisposed) return Promise.resolve('refused');
    if (this.#putAside.has(file) || this.#resting) return Promise.resolve('failed');
    const answered = this.#questions.add({ method, file, params } as Question, signal);
    this.#next();
    return answered as Promise<Answered<M>>;
  }

  /** Nothing is done any more. */
  dispose(): void {
    this.#isDisposed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    clearTimeout(this.#resting);
    clearTimeout(this.#idle);
    this.#questions.refuseAll();
    this.#thread.end();
  }

  /** What is known of the model is of an older text. */
  #again(model: string): void {
    this.#drop(model);
    if (this.#isDisposed || !this.#documents.ofFile(model)?.isModel) return;
    const delay = Math.min(mostDelayMs, Math.max(leastDelayMs, this.#lastMilliseconds / 2));
    const timer = setTimeout(() => {
      this.#timers.delete(model);
      this.#due.add(model);
      this.#next();
    }, delay);
    this.#timers.set(model, timer);
  }

  #drop(model: string): void {
    this.#told.delete(model);
    this.#putAside.delete(model);
    this.#due.delete(model);
    clearTimeout(this.#timers.get(model));
    this.#timers.delete(model);
    if (this.#current?.file === model) this.#thread.cancel();
  }

  #next(): void {
    if (this.#isDisposed || this.#thread.isBusy || this.#resting) return;
    const next = this.#questions.take() ?? this.#takeDue();
    if (!next) return;
    const wait = this.#thread.delay;
    if (wait > 0) this.#waitFor(next, wait);
    else if (!this.#putAside.has(next.question.file)) void this.#run(next);
    else {
      next.settle('failed');
      this.#next();
    }
  }

  #takeDue(): Waiting | undefined {
    const [file] = this.#due;
    if (file === undefined) return undefined;
    this.#due.delete(file);
    return { question: { method: 'diagnose', file, params: {} }, settle: () => {} };
  }

  /** The thread died too often: nothing is done for a while. */
  #waitFor({ question, settle }: Waiting, milliseconds: number): void {
    settle('failed');
    this.#questions.refuseAll();
    this.#due.add(question.file);
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      this.#next();
    }, milliseconds);
  }

  async #run({ question, settle }: Waiting): Promise<void> {
    const current: Current = { file: question.file, read: new Set(), changed: new Set() };
    this.#current = current;
    const outcome = await this.#thread.run(
      (isNew) => {
        const forgetsAliases = this.#forgetsAliases;
        this.#forgetsAliases = false;
        const told = this.#told.get(question.file) ?? null;
        return { changes: this.#documents.takeChanges(isNew), forgetsAliases, told, question };
      },
      {
        onRead: (read) => {
          current.read.add(read);
          // What the thread has of it is the text of before.
          if (current.changed.has(read)) this.#again(current.file);
        },
        onFindings: (findings) => this.#found(findings, current),
      },
    );
    this.#current = undefined;
    if (outcome.kind === 'failed') {
      if (outcome.ofAnalysis) this.#failed(current, outcome.reason);
      else this.#events.onFault(question, outcome.reason);
    }
    settle(answered(outcome));
    this.#next();
  }

  #found(findings: Findings, { changed }: Current): void {
    const { file, version, files, lacksFiles, milliseconds } = findings;
    this.#lastMilliseconds = milliseconds;
    // They were on their way when something changed: told, they would pass for those of the analysis to come.
    if (this.#documents.ofFile(file)?.version !== version || files.some((each) => changed.has(each))) return;
    this.#dependencies.set(file, files, lacksFiles);
    this.#told.set(file, version);
    this.#events.onFindings(findings);
  }

  #failed({ file, read, changed }: Current, reason: string): void {
    // Closed meanwhile, or it has changed already and will be analysed anyway.
    if (!this.#documents.ofFile(file) || [file, ...read].some((each) => changed.has(each))) return;
    this.#drop(file);
    this.#dependencies.set(file, read, false);
    this.#putAside.add(file);
    this.#events.onFailure(file, reason);
  }
}

function answered(outcome: Outcome): Answered<Method> {
  if (outcome.kind === 'answer') return { answer: outcome.answer } as Answered<Method>;
  return outcome.kind === 'stale' ? 'overtaken' : 'failed';
}
