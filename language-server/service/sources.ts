/** The texts that the analysis may read: what is open in the editor as it stands there, then what is on the disk. */

import { DiskHost, isSourceName } from '../../engine/source-files/index.ts';
import { isUri, uriOf } from '../documents/file-names.ts';
import type { DocumentChange } from '../thread/messages.ts';

type OpenText = Extract<DocumentChange, { text: string }>;

/** In the order in which an import without one means them. */
const endings = ['', '.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];

export class Sources {
  readonly #open = new Map<string, OpenText>();
  readonly #disk = new DiskHost({ edited: (file) => this.#open.get(file)?.text });

  apply(changes: readonly DocumentChange[]): void {
    for (const change of changes) {
      if (change.text === null) this.#open.delete(change.file);
      else this.#open.set(change.file, change);
    }
  }

  open(file: string): OpenText | undefined {
    return this.#open.get(file);
  }

  /** The editor's own spelling, where it has said it. */
  uriOf(file: string): string {
    return this.#open.get(file)?.uri ?? uriOf(file);
  }

  /** The same string as before where nothing has changed. */
  read(file: string): string | undefined {
    return isUri(file) ? this.#open.get(file)?.text : this.#disk.readFile(file);
  }

  resolve(specifier: string, from: string): string | undefined {
    return isUri(from) ? this.#resolveOpen(specifier, from) : this.#disk.resolveImport(specifier, from);
  }

  forgetAliases(): void {
    this.#disk.forgetAliases();
  }

  /** Among files that no disk of this machine has: only those that are open can be read. */
  #resolveOpen(specifier: string, from: string): string | undefined {
    if (!/^\.{1,2}\//.test(specifier) || !URL.canParse(specifier, from)) return undefined;
    const path = new URL(specifier, from).href;
    const source = path.replace(/\.([mc]?)js(x?)$/, '.$1ts$2');
    const candidates = [...endings.map((ending) => path + ending), source];
    return candidates.find((candidate) => isSourceName(candidate) && this.#open.has(candidate));
  }
}
