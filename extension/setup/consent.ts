/** The folders whose user agreed to types being written there. Small: it is asked for at activation. */

import type { Host } from '../host.ts';

const key = 'tensorloom.typesFolders';

export function consentedFolders(host: Host): readonly string[] {
  const stored = host.context.workspaceState.get<unknown>(key);
  return Array.isArray(stored) ? stored.filter((folder): folder is string => typeof folder === 'string') : [];
}

export async function rememberConsent(host: Host, folder: string): Promise<void> {
  await host.context.workspaceState.update(key, [...new Set([...consentedFolders(host), folder])]);
}

export async function forgetConsent(host: Host, folder: string): Promise<void> {
  await host.context.workspaceState.update(
    key,
    consentedFolders(host).filter((consented) => consented !== folder),
  );
}
