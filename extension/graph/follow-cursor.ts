/** Tells where the cursor rests in source files, so that graphs can show what that line made. */

import * as vscode from 'vscode';
import type { SourcePlace } from '../../webview/protocol.ts';
import { fileOf } from './graph-source.ts';
import { fileKey } from './source-index.ts';

const restMs = 150;

export interface CursorFollower extends vscode.Disposable {
  /** The cursor is being put there by us: that is no move of the user's. */
  expect(file: string, line: number): void;
}

export function followCursor(onRest: (place: SourcePlace) => void): CursorFollower {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let expected = '';
  let last = '';
  const listener = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Only where the user is: tools change selections elsewhere.
      if (textEditor !== vscode.window.activeTextEditor) return;
      const { line, character } = textEditor.selection.active;
      const place = { file: fileOf(textEditor.document.uri.toString()), line: line + 1, column: character + 1 };
      const atLine = lineKey(place.file, place.line);
      const isExpected = atLine === expected;
      if (!isExpected) expected = '';
      const at = `${atLine}:${place.column}`;
      if (isExpected || at === last) return;
      last = at;
      onRest(place);
    }, restMs);
  });
  return {
    expect: (file, line) => {
      expected = lineKey(file, line);
      last = '';
    },
    dispose: () => {
      clearTimeout(timer);
      listener.dispose();
    },
  };
}

function lineKey(file: string, line: number): string {
  return `${fileKey(file)}:${line}`;
}
