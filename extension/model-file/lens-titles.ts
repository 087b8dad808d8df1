/** What a code lens says of a live run. */

import type { RunRecord } from '../runs/run-record.ts';

export function stopTitle({ state, step, total }: RunRecord): string {
  if (state === 'stopping') return '$(debug-stop) Kill (stopping)';
  if (step === null) return '$(debug-stop) Stop';
  return `$(debug-stop) Stop (step ${step}${total === null ? '' : ` of ${total}`})`;
}
