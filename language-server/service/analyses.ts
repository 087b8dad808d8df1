/**
 * Analyses of model files, kept while all that they read is as it was. Each is made anew from the start when anything has
 * changed: that takes less time than finding out what an edit touches.
 */

import type { Analysis, AnalysisHost, AnalyzeOptions, ts } from '../../engine/analysis/index.ts';
import type { Sources } from './sources.ts';

export type Analyze = (file: string, host: AnalysisHost, options?: AnalyzeOptions) => Analysis;

export interface MadeAnalysis {
  readonly analysis: Analysis;
  /** What each file said, and undefined for those that could not be read. */
  readonly read: ReadonlyMap<string, string | undefined>;
  readonly imports: readonly { readonly specifier: string; readonly from: string; readonly file: string | undefined }[];
  readonly milliseconds: number;
}

export interface Attempt {
  isCancelled(): boolean;
  onRead(file: string): void;
}

/** An editor shows few files at once; each analysis may hold some ten megabytes. */
const mostKept = 4;

export class Analyses {
  readonly #analyze: Analyze;
  readonly #sources: Sources;
  /** The last one asked for is the last. */
  readonly #kept = new Map<string, MadeAnalysis>();
  readonly #trees = new Map<string, ts.SourceFile>();

  constructor(analyze: Analyze, sources: Sources) {
    this.#analyze = analyze;
    this.#sources = sources;
  }

  /** The one that was made before, if it still holds. */
  kept(file: string): MadeAnalysis | undefined {
    const made = this.#kept.get(file);
    if (!made) return undefined;
    this.#kept.delete(file);
    if (!this.#holds(made)) return undefined;
    this.#kept.set(file, made);
    return made;
  }

  /** undefined where it was cancelled. */
  make(file: string, { isCancelled, onRead }: Attempt): MadeAnalysis | undefined {
    const begun = performance.now();
    // Parsing uses up the trees of older texts, and what was found out of them is lost with them.
    for (const [other, made] of this.#kept) if (!this.#holds(made)) this.#kept.delete(other);
    const read = new Map<string, string | undefined>();
    const imports: { specifier: string; from: string; file: string | undefined }[] = [];
    const host: AnalysisHost = {
      readFile: (file) => {
        if (!read.has(file)) {
          onRead(file);
          read.set(file, this.#sources.read(file));
        }
        return read.get(file);
      },
      resolveImport: (specifier, from) => {
        const found = this.#sources.resolve(specifier, from);
        imports.push({ specifier, from, file: found });
        return found;
      },
      isCancelled,
    };
    const analysis = this.#analyze(file, host, { trees: this.#trees });
    if (isCancelled()) return undefined;
    const made: MadeAnalysis = { analysis, read, imports, milliseconds: performance.now() - begun };
    this.#kept.set(file, made);
    this.#forgetOldest();
    return made;
  }

  #holds({ read, imports }: MadeAnalysis): boolean {
    for (const [file, text] of read) if (this.#sources.read(file) !== text) return false;
    return imports.every(({ specifier, from, file }) => this.#sources.resolve(specifier, from) === file);
  }

  #forgetOldest(): void {
    for (const file of this.#kept.keys()) if (this.#kept.size > mostKept) this.#kept.delete(file);
    const wanted = new Set([...this.#kept.values()].flatMap(({ read }) => [...read.keys()]));
    for (const file of this.#trees.keys()) if (!wanted.has(file)) this.#trees.delete(file);
  }
}
