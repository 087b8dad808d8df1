/** What a run tells the user without being asked: that it failed, was killed, will not stop, or is done. */

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Place } from '../../engine/runner/protocol.ts';
import { messageText } from '../message-text.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { wholeNumber } from '../value-text.ts';
import { positionOf } from './problems.ts';
import { modelName } from './run-folder.ts';
import { duration } from './status-text.ts';

interface Button {
  readonly title: string;
  run(): unknown;
}

const longestText = 400;

export class Notices {
  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  failed(text: string, place: Place | undefined): void {
    const goTo = { title: 'Go to Line', run: () => showPlace(place as Place) };
    this.#ask('Error', text, place === undefined ? [this.#showLog()] : [goTo, this.#showLog()]);
  }

  killedFromOutside(run: RunRecord): void {
    this.#ask('Warning', `${modelName(run.file)}: ${run.fault} What it had written is kept.`, [this.#showLog()]);
  }

  completed(run: RunRecord, openSummaries: () => unknown): void {
    const seconds = ((run.endedAt ?? Date.now()) - run.startedAt) / 1000;
    const steps = run.step === null ? '' : `${wholeNumber(run.step)} steps in `;
    const buttons = run.eventFiles.length > 0 ? [{ title: 'Open Summaries', run: openSummaries }] : [];
    this.#ask('Information', `${modelName(run.file)} has completed: ${steps}${duration(seconds)}.`, buttons);
  }

  notStopping(run: RunRecord, inLoop: boolean, kill: () => void): void {
    const why = inLoop
      ? 'its step takes long, or it is busy after its loop'
      : 'it is in no tf.train.steps loop, which alone can be ended after a step';
    this.#ask('Warning', `${modelName(run.file)} has not stopped yet: ${why}.`, [{ title: 'Kill', run: kill }]);
  }

  noDebugger(file: string): void {
    this.#ask(
      'Error',
      `${basename(file)} cannot be debugged: the JavaScript debugger of VS Code (ms-vscode.js-debug) did not start.`,
      [],
    );
  }

  #showLog(): Button {
    return { title: 'Show Log', run: () => this.#log.show() };
  }

  #ask(kind: 'Error' | 'Warning' | 'Information', text: string, buttons: readonly Button[]): void {
    const shown = text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
    const show = vscode.window[`show${kind}Message`];
    void show<vscode.MessageItem & Button>(messageText(shown), ...buttons)
      .then((chosen) => chosen?.run())
      .then(undefined, (error: Error) => {
        this.#log.error(error);
        void vscode.window.showErrorMessage(messageText(error.message));
      });
  }
}

async function showPlace(place: Place): Promise<void> {
  const at = positionOf(place);
  await vscode.window.showTextDocument(vscode.Uri.file(place.file), { selection: new vscode.Range(at, at) });
}
