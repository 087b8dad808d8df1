/** The user's settings that concern this server, read when needed and kept until they change. */

import type { Connection } from 'vscode-languageserver';

/** By their names under `tensorloom.`; the values are what holds where the editor says nothing. */
const defaults = { inlayHints: true, codeLens: true } as const;

export type Setting = keyof typeof defaults;

const mostKept = 1000;

export class Settings {
  readonly #connection: Connection;
  /** Whether the editor can be asked. */
  #isAsked = false;
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  enable(isAsked: boolean): void {
    this.#isAsked = isAsked;
  }

  /** Settings may differ by folder and language. */
  isOn(setting: Setting, uri: string): Promise<boolean> {
    if (!this.#isAsked) return Promise.resolve(defaults[setting]);
    const key = `${setting} ${uri}`;
    let known = this.#known.get(key);
    if (!known) {
      if (this.#known.size >= mostKept) this.#known.clear();
      known = this.#ask(setting, uri);
      this.#known.set(key, known);
    }
    return known;
  }

  forget(): void {
    this.#known.clear();
  }

  async #ask(setting: Setting, uri: string): Promise<boolean> {
    try {
      const value = await this.#connection.workspace.getConfiguration({
        scopeUri: uri,
        section: `tensorloom.${setting}`,
      });
      return typeof value === 'boolean' ? value : defaults[setting];
    } catch {
      return defaults[setting];
    }
  }
}
