/** No mirror delivered a file. */

export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly file: string;
  /** Why, one clause a mirror. */
  readonly failures: readonly string[];

  /** @param cure what the reader of the message can do, as a sentence */
  constructor(file: string, failures: readonly string[], cause?: unknown, cure?: string) {
    const tail = cure === undefined ? '' : ` ${cure}`;
    super(`Could not download ${file}: ${failures.join('; ')}.${tail}`, { cause });
    this.file = file;
    this.failures = failures;
  }

  withCure(cure: string): DownloadError {
    return new DownloadError(this.file, this.failures, this.cause, cure);
  }
}
