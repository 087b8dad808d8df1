/**
 * Findings as GitHub Actions' workflow commands, which a run shows at their lines:
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */

import { sep } from 'node:path';
import { showPath, showPlace } from '../fault-text.ts';
import type { Finding } from './finding.ts';

const commands = { error: 'error', warning: 'warning', information: 'notice' } as const satisfies Record<
  Finding['severity'],
  string
>;

/** @param folder - paths are written from here: the checked out repository's, for annotations to find their file */
export function githubText(findings: readonly Finding[], folder: string): string {
  return findings.map((finding) => `${annotation(finding, folder)}\n`).join('');
}

function annotation(finding: Finding, folder: string): string {
  const { file, line, column, endLine, endColumn, severity, code, message, related, fixes } = finding;
  const properties: [string, string | number][] = [
    ['file', showPath(file, folder).replaceAll(sep, '/')],
    ['line', line],
    ['endLine', endLine],
  ];
  // GitHub takes columns within one line only, and counts the last one in.
  if (line === endLine) properties.push(['col', column], ['endColumn', Math.max(column, endColumn - 1)]);
  properties.push(['title', code]);
  const text = [
    message,
    ...related.map((each) => `${showPlace(each, folder)} ${each.message}`),
    ...fixes.map(({ title }) => `fix: ${title}`),
  ].join('\n');
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${written.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
