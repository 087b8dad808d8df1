/** Findings for other programs. */

import type { Finding } from './finding.ts';

/** One array. */
export function jsonText(findings: readonly Finding[]): string {
  return `${JSON.stringify(findings, undefined, 2)}\n`;
}
