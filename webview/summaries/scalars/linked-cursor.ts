/** The one cursor of all charts: where it is, and which chart put it there. */

export interface CursorPlace {
  /** In the units of the horizontal axis. */
  readonly x: number;
  /** The card whose chart the pointer or the focus is on. */
  readonly card: string;
}

export class LinkedCursor {
  #place: CursorPlace | null = null;
  readonly #charts = new Set<() => void>();

  get place(): CursorPlace | null {
    return this.#place;
  }

  move(place: CursorPlace | null): void {
    if (place === this.#place) return;
    this.#place = place;
    for (const draw of this.#charts) draw();
  }

  /** Takes the cursor away if this card put it there. */
  leave(card: string): void {
    if (this.#place?.card === card) this.move(null);
  }

  follow(draw: () => void): () => void {
    this.#charts.add(draw);
    return () => this.#charts.delete(draw);
  }
}
