/** Does the jobs that the connection's thread sends. Knows no thread: tests run it in their own. */

import { type Analysis, type AnalysisHost, confirmedFixes } from '../../engine/analysis/index.ts';
import { diagnosticsOf } from '../features/diagnostics.ts';
import { FileView } from '../features/file-view.ts';
import type { Findings, FromThread, Job } from '../thread/messages.ts';
import type { AnswerOf, Method, Question } from '../thread/questions.ts';
import { Analyses, type Analyze, type MadeAnalysis } from './analyses.ts';
import { answerOf, nothing } from './answers.ts';
import { Sources } from './sources.ts';

export interface ServiceOptions {
  readonly analyze: Analyze;
  readonly send: (message: FromThread) => void;
  readonly isCancelled: (job: number) => boolean;
  readonly sources?: Sources;
}

export class Service {
  readonly #send: ServiceOptions['send'];
  readonly #isCancelled: ServiceOptions['isCancelled'];
  readonly #sources: Sources;
  readonly #analyses: Analyses;

  constructor({ analyze, send, isCancelled, sources = new Sources() }: ServiceOptions) {
    this.#send = send;
    this.#isCancelled = isCancelled;
    this.#sources = sources;
    this.#analyses = new Analyses(analyze, sources);
  }

  /** Never throws: what goes wrong is answered. */
  handle({ id, changes, forgetsAliases, told, question }: Job): void {
    const { file } = question;
    let made: MadeAnalysis | undefined;
    try {
      this.#sources.apply(changes);
      if (forgetsAliases) this.#sources.forgetAliases();
      made = this.#analyses.kept(file) ?? this.#make(file, id);
      if (!made) {
        this.#send({ type: 'stale', job: id });
        return;
      }
      const isTold = told === this.#sources.open(file)?.version;
      if (!isTold) this.#send({ type: 'findings', job: id, findings: this.#findings(file, made) });
      const answer = this.#answer(question, made.analysis, id);
      // Trying out fixes takes as long as an analysis.
      this.#send(this.#isCancelled(id) ? { type: 'stale', job: id } : { type: 'answer', job: id, answer });
    } catch (error) {
      // Of an error deep in recursion, even making its stack may fail.
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      this.#send({ type: 'failed', job: id, message, ofAnalysis: made === undefined });
    }
  }

  #answer(question: Question, analysis: Analysis, id: number): AnswerOf<Method> {
    const open = this.#sources.open(question.file);
    if (!open || !analysis.isModel || !analysis.program.sources.has(question.file)) return nothing[question.method];
    const host: AnalysisHost = {
      readFile: (file) => this.#sources.read(file),
      resolveImport: (specifier, from) => this.#sources.resolve(specifier, from),
      isCancelled: () => this.#isCancelled(id),
    };
    const view = new FileView(
      analysis,
      question.file,
      (file) => this.#sources.uriOf(file),
      (diagnostic) => confirmedFixes(analysis, diagnostic, host),
    );
    return answerOf(question, view, open.version);
  }

  #make(file: string, id: number): MadeAnalysis | undefined {
    return this.#analyses.make(file, {
      isCancelled: () => this.#isCancelled(id),
      onRead: (read) => this.#send({ type: 'read', job: id, file: read }),
    });
  }

  #findings(file: string, { analysis, read, imports, milliseconds }: MadeAnalysis): Findings {
    return {
      file,
      version: this.#sources.open(file)?.version ?? 0,
      isModel: analysis.isModel,
      files: [...read.keys()],
      lacksFiles: imports.some((each) => each.file === undefined && each.specifier.startsWith('.')),
      diagnostics: diagnosticsOf(analysis, (each) => this.#sources.uriOf(each)),
      milliseconds,
    };
  }
}
