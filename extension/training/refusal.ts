/** Why something is not done, for the user, with what could be done instead. */

import * as vscode from 'vscode';
import { messageText } from '../message-text.ts';

export interface RefusalAction {
  readonly title: string;
  run(): unknown;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly actions: readonly RefusalAction[];

  constructor(message: string, ...actions: RefusalAction[]) {
    super(message);
    this.actions = actions;
  }
}

/** One message with its buttons. Does not wait for an answer. */
export function tellRefusal({ message, actions }: Refusal): void {
  void vscode.window.showWarningMessage(messageText(message), ...actions).then((chosen) => chosen?.run());
}
