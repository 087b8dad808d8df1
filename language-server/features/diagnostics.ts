/** What is wrong with a program, as the editor shows it. */

import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as ShownDiagnostic } from 'vscode-languageserver-types';
import type { Analysis, Diagnostic, Severity } from '../../engine/analysis/index.ts';
import { diagnosticSource } from '../protocol.ts';
import { Lines } from './file-view.ts';

const pages = 'https://github.com/tensorloom/tensorloom/blob/main/docs/diagnostics/';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Severity, DiagnosticSeverity>;

/** Of each file that was interpreted, those without any among them. */
export function diagnosticsOf(
  analysis: Analysis,
  uriOf: (file: string) => string,
): [uri: string, diagnostics: ShownDiagnostic[]][] {
  const lines = new Lines(analysis.program);
  const byFile = new Map<string, ShownDiagnostic[]>([...analysis.program.sources.keys()].map((file) => [file, []]));
  // A file that imports no `tensorloom`, nor anything that does, is somebody else's.
  for (const diagnostic of analysis.isModel ? analysis.diagnostics : []) {
    byFile.get(diagnostic.range.file)?.push(shownDiagnostic(diagnostic, lines, uriOf));
  }
  return [...byFile].map(([file, diagnostics]) => [uriOf(file), diagnostics]);
}

export function shownDiagnostic(
  diagnostic: Diagnostic,
  lines: Lines,
  uriOf: (file: string) => string,
): ShownDiagnostic {
  return {
    range: lines.range(diagnostic.range),
    severity: severities[diagnostic.severity],
    code: diagnostic.code,
    codeDescription: { href: `${pages}${diagnostic.code}.md` },
    source: diagnosticSource,
    message: diagnostic.message,
    relatedInformation: diagnostic.related.map(({ range, message }) => ({
      location: { uri: uriOf(range.file), range: lines.range(range) },
      message,
    })),
    ...(diagnostic.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
  };
}
