/** What the analysis may ask of the world: texts of files. It opens nothing itself and runs nothing. */

export interface AnalysisHost {
  /** The text of a file as it is now, edits included; undefined if there is none or it is not to be read. */
  readFile(file: string): string | undefined;
  /** The workspace file that `specifier` means in an import of `from`; undefined for packages and what is not there. */
  resolveImport(specifier: string, from: string): string | undefined;
  /** Asked often: true once the result is not wanted any more. */
  isCancelled?(): boolean;
}
