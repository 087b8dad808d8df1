/** A file of an analysis as the features look at it: offsets to the protocol's positions and back, nodes at places. */

import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, Position, Range } from 'vscode-languageserver-types';
import type { Analysis, Diagnostic, Program, QuickFix, SourceRange, ts } from '../../engine/analysis/index.ts';

/** Lines of all files of an analysis. Positions count UTF-16 units, as JavaScript does. */
export class Lines {
  readonly #program: Program;
  readonly #documents = new Map<string, TextDocument>();

  constructor(program: Program) {
    this.#program = program;
  }

  of(file: string): TextDocument {
    let document = this.#documents.get(file);
    if (!document) {
      document = TextDocument.create(file, '', 0, this.#program.sources.get(file)?.text ?? '');
      this.#documents.set(file, document);
    }
    return document;
  }

  range({ file, start, end }: SourceRange): Range {
    const document = this.of(file);
    return { start: document.positionAt(start), end: document.positionAt(end) };
  }
}

export class FileView {
  readonly analysis: Analysis;
  readonly file: string;
  readonly source: ts.SourceFile;
  readonly lines: Lines;
  readonly uriOf: (file: string) => string;
  /** The fixes to offer for a diagnostic of the analysis. */
  readonly fixesOf: (diagnostic: Diagnostic) => readonly QuickFix[];

  constructor(
    analysis: Analysis,
    file: string,
    uriOf: (file: string) => string,
    fixesOf: FileView['fixesOf'] = ({ fixes }) => fixes,
  ) {
    const source = analysis.program.sources.get(file);
    if (!source) throw new Error(`${file} was not analysed.`);
    this.analysis = analysis;
    this.file = file;
    this.source = source;
    this.lines = new Lines(analysis.program);
    this.uriOf = uriOf;
    this.fixesOf = fixesOf;
  }

  get program(): Program {
    return this.analysis.program;
  }
  get text(): string {
    return this.source.text;
  }

  offsetAt(position: Position): number {
    return this.lines.of(this.file).offsetAt(position);
  }
  positionAt(offset: number): Position {
    return this.lines.of(this.file).positionAt(offset);
  }
  rangeOf(node: ts.Node): Range {
    return { start: this.positionAt(node.getStart(this.source)), end: this.positionAt(node.end) };
  }
  locate(range: SourceRange): Location {
    return { uri: this.uriOf(range.file), range: this.lines.range(range) };
  }
}
