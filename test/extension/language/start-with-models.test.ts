import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Host } from '../../../extension/host.ts';
import { startLanguageWithModels } from '../../../extension/language/start-with-models.ts';
import { changed, document, opened, workspace } from './fake-vscode.ts';

vi.mock('vscode', () => import('./fake-vscode.ts'));

const model = "import * as tf from 'tensorloom';";
const script = 'const one = 1;';

function host() {
  const subscriptions: { dispose(): void }[] = [];
  const language = vi.fn(async () => ({}));
  const here = { context: { subscriptions }, language, log: { error() {} } } as unknown as Host;
  startLanguageWithModels(here);
  return { language, close: () => subscriptions.forEach((each) => void each.dispose()) };
}

beforeEach(() => {
  vi.useFakeTimers();
  workspace.textDocuments = [];
});
afterEach(() => {
  vi.useRealTimers();
});

test('a model that is open already starts it, whatever else is open', () => {
  workspace.textDocuments = [document(script), document(model, 'markdown'), document(model)];
  expect(host().language).toHaveBeenCalledTimes(1);
});

test('a model that is opened later starts it, once', () => {
  const { language } = host();
  opened.fire(document(script));
  expect(language).not.toHaveBeenCalled();
  opened.fire(document(model));
  opened.fire(document(model));
  expect(language).toHaveBeenCalledTimes(1);
});

test('a script that becomes a model while it is typed starts it soon', () => {
  const { language } = host();
  const file = document(script);
  opened.fire(file);
  file.text = model;
  changed.fire({ document: file });
  changed.fire({ document: file });
  expect(language).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(language).toHaveBeenCalledTimes(1);
});

test('what was closed before it was looked at starts nothing, nor does what comes after the end', () => {
  const { language, close } = host();
  const file = document(model);
  changed.fire({ document: file });
  file.isClosed = true;
  vi.advanceTimersByTime(500);
  changed.fire({ document: document(model) });
  close();
  vi.advanceTimersByTime(500);
  opened.fire(document(model));
  expect(language).not.toHaveBeenCalled();
});
