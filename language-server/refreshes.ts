/**
 * Asks the editor to ask again for hints and lenses, where they changed without an edit of their file: an import of it
 * did, or a setting. After an edit it asks by itself.
 */

import type { Connection } from 'vscode-languageserver';
import type { clientAbilities } from './capabilities.ts';

const leastPauseMs = 300;

export class Refreshes {
  readonly #connection: Connection;
  readonly #versions = new Map<string, number>();
  #abilities: Partial<ReturnType<typeof clientAbilities>> = {};
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  enable(abilities: ReturnType<typeof clientAbilities>): void {
    this.#abilities = abilities;
  }

  analysed(file: string, version: number): void {
    if (this.#versions.get(file) === version) this.refresh();
    else this.#versions.set(file, version);
  }
  closed(file: string): void {
    this.#versions.delete(file);
  }

  refresh(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // An editor that is about to end refuses: nothing is lost.
      if (this.#abilities.refreshOfHints) this.#connection.languages.inlayHint.refresh().catch(() => {});
      if (this.#abilities.refreshOfLenses) this.#connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
    }, leastPauseMs);
  }
}
