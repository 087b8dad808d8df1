/** The language server's client: it starts the server, restarts it when it dies, and follows graphs for the panels. */

import * as vscode from 'vscode';
import {
  CloseAction,
  CodeLensRequest,
  type ErrorHandler,
  LanguageClient,
  type NodeModule,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  graphChangedNotification,
  graphRequest,
  type LiveGraph,
  watchGraphNotification,
} from '../../language-server/protocol.ts';
import type { Host, Language } from '../host.ts';
import { isModelDocument } from '../model-file/index.ts';
import { clientOptions } from './client-options.ts';
import { FollowedGraphs } from './followed-graphs.ts';

/** What remains of the time that VS Code gives to deactivation belongs to the runs. */
const stopMs = 2000;

export function createLanguage(host: Host): Language {
  let isRunning = false;
  const serverModule = vscode.Uri.joinPath(host.context.extensionUri, 'dist', 'language-server.js');
  // Forked with the editor's own Node; a channel between the processes, no port.
  const server: NodeModule = { module: serverModule.fsPath, transport: TransportKind.ipc };
  const client: LanguageClient = new LanguageClient('tensorloom', 'Tensorloom', server, {
    ...clientOptions(host),
    errorHandler: withLastWord(
      () => client.createDefaultErrorHandler(),
      () => graphs.disconnected('The language server has stopped. Run Tensorloom: Restart Language Server.'),
    ),
  });
  const graphs = new FollowedGraphs({
    open: whyNoModel,
    server: () => {
      if (!isRunning) return undefined;
      return {
        graph: (uri) => client.sendRequest<LiveGraph | null>(graphRequest, { uri }),
        watch: (uri, on) => void client.sendNotification(watchGraphNotification, { uri, on }).catch(() => {}),
      };
    },
  });
  client.onNotification(graphChangedNotification, (graph: LiveGraph) => graphs.changed(graph));
  const listeners = vscode.Disposable.from(
    client.onDidChangeState(({ newState }) => {
      isRunning = newState === State.Running;
      if (isRunning) graphs.connected();
    }),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => graphs.opened(uri.toString())),
  );
  const start = async () => {
    try {
      await client.start();
    } catch (error) {
      const message = `The language server could not be started: ${(error as Error).message}`;
      host.log.error(message);
      graphs.disconnected(message);
    }
  };
  void start();
  return {
    followGraph: (file, follower) => graphs.follow(file.toString(), follower),
    lensOf: async (document) => {
      if (!isRunning) return undefined;
      const params = { textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document) };
      const lenses = await client.sendRequest(CodeLensRequest.type, params).catch(() => null);
      return lenses?.[0]?.command?.title;
    },
    restart: async () => {
      // A server that does not listen is stopped all the same, after a while.
      await client.stop(stopMs).catch((error: Error) => host.log.warn(error.message));
      await start();
    },
    stop: async () => {
      await client.stop(stopMs).catch((error: Error) => host.log.warn(error.message));
    },
    dispose: () => listeners.dispose(),
  };
}

/** The client's own policy: a few restarts, then none. Of none, somebody must be told. */
function withLastWord(make: () => ErrorHandler, onEnd: () => void): ErrorHandler {
  let handler: ErrorHandler | undefined;
  const own = () => {
    handler ??= make();
    return handler;
  };
  return {
    error: (...of) => own().error(...of),
    closed: async () => {
      const result = await own().closed();
      if (result.action === CloseAction.DoNotRestart) onEnd();
      return result;
    },
  };
}

async function whyNoModel(uri: string): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  return isModelDocument(document) ? undefined : 'This file does not import tensorloom, so it builds no graph.';
}
