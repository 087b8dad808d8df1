// One code-server process on a port of its own, with its own user data in a temporary folder.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInstallation } from '../../../scripts/e2e/installation.ts';
import { type ProcessGroup, startGroup } from './processes.ts';
import { waitFor } from './waiting.ts';

const workspaces = join(import.meta.dirname, '..', 'workspaces');

/** The editor's own questions, tips and requests are off, so that only what is under test appears. */
const quietSettings = {
  'chat.agent.enabled': false,
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'js/ts.implicitProjectConfig.checkJs': false,
  'security.workspace.trust.banner': 'never',
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'window.dialogStyle': 'custom',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

export interface ServerOptions {
  /** A folder of test/e2e/workspaces, which is copied. */
  readonly workspace: string;
  /** False opens the folder as one the person has not said to trust. */
  readonly trust: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Server {
  /** The copy of the workspace. */
  readonly folder: string;
  readonly address: string;
  readonly group: ProcessGroup;
  readonly logs: string;
  close(): Promise<void>;
}

export async function startServer({ workspace, trust, settings }: ServerOptions): Promise<Server> {
  const home = mkdtempSync(join(tmpdir(), 'editor-'));
  const folder = join(home, workspace);
  cpSync(join(workspaces, workspace), folder, { recursive: true });
  const data = join(home, 'user-data');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));

  const port = await freePort();
  const installation = readInstallation();
  const logFile = join(home, 'server.log');
  const group = startGroup({
    command: process.execPath,
    args: [
      installation.editor,
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--user-data-dir', data],
      ...['--extensions-dir', installation.extensions, '--disable-telemetry', '--disable-update-check'],
      ...['--config', join(home, 'config.yaml')],
      ...(trust ? ['--disable-workspace-trust'] : []),
      folder,
    ],
    logFile,
    // The editor writes to the home folder of whoever runs it; here that is a folder that goes away.
    env: { HOME: home, XDG_DATA_HOME: join(home, 'share'), XDG_CONFIG_HOME: join(home, 'config') },
  });
  const origin = `http://127.0.0.1:${port}`;
  let gone = false;
  group.ended.then(() => {
    gone = true;
  });
  const answers = async () => gone || (await fetch(`${origin}/healthz`)).ok;
  await waitFor(answers, { what: 'the editor to answer', seconds: 60 });
  if (gone) throw new Error(`The editor ended at once; see ${logFile}.`);

  const close = async () => {
    await group.end();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return { folder, address: `${origin}/?folder=${encodeURIComponent(folder)}`, group, logs: data, close };
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.on('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
  });
  return promise;
}
