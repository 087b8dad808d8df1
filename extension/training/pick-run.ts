/** Asks which of several live runs is meant. */

import * as vscode from 'vscode';
import type { RunRecord } from '../runs/run-record.ts';
import { statusDetails } from './status-text.ts';

interface Choice extends vscode.QuickPickItem {
  readonly runs: readonly RunRecord[];
}

/** One run is not asked for. @returns none where there is none, or the user chose none */
export async function pickRun(
  runs: readonly RunRecord[],
  { title, all }: { readonly title: string; readonly all?: string },
): Promise<readonly RunRecord[]> {
  if (runs.length < 2) return runs;
  const choices: Choice[] = runs.map((run) => {
    const [label = run.name, description = ''] = statusDetails(run);
    return { label, description, runs: [run] };
  });
  if (all !== undefined) choices.push({ label: all, runs });
  const chosen = await vscode.window.showQuickPick(choices, { title, placeHolder: 'Choose a run' });
  return chosen?.runs ?? [];
}
