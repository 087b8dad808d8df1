// One editor for all tests of a file, with a picture of it in test-results when one of them fails.

import { afterAll, afterEach, beforeAll } from 'vitest';
import { closeBrowser } from './browser.ts';
import { type Editor, type EditorOptions, openEditor, screenshot } from './editor.ts';

/** `prepare` runs once, before the first test. */
export function useEditor(options: EditorOptions, prepare?: (editor: Editor) => Promise<void>): () => Editor {
  let editor: Editor | undefined;
  beforeAll(async () => {
    editor = await openEditor(options);
    await prepare?.(editor).catch(async (error: unknown) => {
      if (editor) await screenshot(editor, 'failed-preparation');
      throw error;
    });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || !editor) return;
    await screenshot(editor, `failed-${task.name.replaceAll(/\W+/g, '-')}`).catch(() => {});
  });
  afterAll(async () => {
    await editor?.close();
    await closeBrowser();
  });
  return () => {
    if (!editor) throw new Error('The editor is not open.');
    return editor;
  };
}
