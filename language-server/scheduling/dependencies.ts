/** Which model files must be looked at again when a file changes. */

interface Known {
  readonly files: ReadonlySet<string>;
  /** An import of it was not found. */
  readonly lacksFiles: boolean;
}

export class Dependencies {
  readonly #of = new Map<string, Known>();

  set(model: string, files: Iterable<string>, lacksFiles: boolean): void {
    this.#of.set(model, { files: new Set(files), lacksFiles });
  }
  delete(model: string): void {
    this.#of.delete(model);
  }

  /** A model depends on itself. */
  has(model: string, file: string): boolean {
    return model === file || (this.#of.get(model)?.files.has(file) ?? false);
  }
  dependentsOf(file: string): string[] {
    return [...this.#of.keys()].filter((model) => this.has(model, file));
  }
  /** Models that may find what they lack in a file that is new. */
  get lacking(): string[] {
    return [...this.#of].filter(([, { lacksFiles }]) => lacksFiles).map(([model]) => model);
  }
}
