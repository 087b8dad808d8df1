/** Places in files, as offsets in characters; lines and columns are computed where a person will read them. */

export interface SourceRange {
  /** The name the file is known by to the analysis' host: a path, or a URI in an editor. */
  readonly file: string;
  /** Offset of the first character. */
  readonly start: number;
  /** Offset after the last. */
  readonly end: number;
}

export function sameRange(a: SourceRange, b: SourceRange): boolean {
  return a.start === b.start && a.end === b.end && a.file === b.file;
}

export function containsRange(outer: SourceRange, inner: SourceRange): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}
