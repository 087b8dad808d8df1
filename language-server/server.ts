/** The server behind a connection: documents in, diagnostics and answers out. It never parses or analyses itself. */

import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from 'vscode-languageserver';
import { answerRequests } from './answering.ts';
import { capabilities, clientAbilities, saysWhatImportsMean, watchedFiles } from './capabilities.ts';
import { DiagnosticsBoard } from './diagnostics-board.ts';
import { fileOf } from './documents/file-names.ts';
import { OpenDocuments } from './documents/open-documents.ts';
import { LiveGraphs } from './live-graphs.ts';
import { graphChangedNotification, type WatchParams, watchGraphNotification } from './protocol.ts';
import { Refreshes } from './refreshes.ts';
import { Scheduler } from './scheduling/scheduler.ts';
import { Settings } from './settings.ts';
import { AnalysisThread, type ThreadSettings, threadSettings } from './thread/analysis-thread.ts';

export function startServer(connection: Connection, settingsOfThread: ThreadSettings = threadSettings): void {
  const documents = new OpenDocuments();
  const settings = new Settings(connection);
  const refreshes = new Refreshes(connection);
  const thread = new AnalysisThread(settingsOfThread);
  const board = new DiagnosticsBoard((uri, diagnostics) => {
    const version = documents.get(uri)?.version;
    void connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) });
  });
  const scheduler = new Scheduler(thread, documents, {
    onFindings: ({ file, version, diagnostics }) => {
      board.set(file, diagnostics);
      refreshes.analysed(file, version);
      const uri = documents.ofFile(file)?.uri;
      if (uri !== undefined) graphs.changed(uri);
    },
    onFailure: (file, reason) => {
      board.remove(file);
      connection.console.error(`${file} is left alone until it changes: the analysis ${reason}.`);
    },
    onFault: ({ method, file }, reason) => connection.console.error(`${method} in ${file}: the answer ${reason}.`),
  });
  const graphs = new LiveGraphs({
    ask: async (uri, unless) => {
      const document = documents.get(uri);
      if (!document?.isModel) return undefined;
      const answered = await scheduler.ask('graph', document.file, { unless });
      return typeof answered === 'object' ? answered.answer : undefined;
    },
    tell: (graph) => void connection.sendNotification(graphChangedNotification, graph),
  });
  let abilities: ReturnType<typeof clientAbilities> | undefined;

  connection.onInitialize((params) => {
    abilities = clientAbilities(params);
    settings.enable(abilities.configuration);
    refreshes.enable(abilities);
    return { capabilities, serverInfo: { name: 'Tensorloom' } };
  });
  connection.onInitialized(() => {
    if (abilities?.changesOfFiles) {
      const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (abilities?.changesOfConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'tensorloom' });
    }
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const document = documents.open(uri, languageId, version, text);
    if (document) scheduler.changed(document.file);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const wasModel = documents.get(uri)?.isModel;
    const document = documents.edit(uri, contentChanges, version);
    if (!document) return;
    if (wasModel && !document.isModel) board.remove(document.file);
    scheduler.changed(document.file);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const document = documents.close(uri);
    if (!document) return;
    board.remove(document.file);
    refreshes.closed(document.file);
    scheduler.closed(document.file);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      const file = fileOf(uri);
      if (saysWhatImportsMean(file)) scheduler.aliasesChanged();
      // What is open is as it is in the editor, whatever is on the disk.
      else if (documents.ofFile(file)) continue;
      else if (type === FileChangeType.Created) scheduler.made(file);
      else scheduler.changed(file);
    }
  });
  connection.onDidChangeConfiguration(() => {
    settings.forget();
    refreshes.refresh();
  });
  connection.onNotification(watchGraphNotification, ({ uri, on }: WatchParams) => graphs.watch(uri, on));
  answerRequests(connection, {
    document: (uri) => documents.get(uri as string),
    ask: (method, file, params, signal) => scheduler.ask(method, file, params, signal),
    isOn: (setting, uri) => settings.isOn(setting, uri),
  });
  connection.onShutdown(() => {
    graphs.dispose();
    scheduler.dispose();
  });
  connection.listen();
}
