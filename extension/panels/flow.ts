/**
 * Notes how much has been posted to a page and not yet taken, and says when to hold the source back: a window at the far
 * end of a slow line takes messages later than a training run makes them. Pure bookkeeping.
 */

export interface FlowLimits {
  readonly messages: number;
  readonly bytes: number;
}

/** A second of sixty series at ten updates a second, or one large picture. */
const defaultLimits: FlowLimits = { messages: 600, bytes: 32 * 1024 * 1024 };

export class Flow {
  readonly #limits: FlowLimits;
  readonly #onHold: (held: boolean) => void;
  #messages = 0;
  #bytes = 0;
  #held = false;
  /** Counts the lives of the page: what an earlier one was sent concerns nobody any more. */
  #life = 0;

  constructor(onHold: (held: boolean) => void, limits: FlowLimits = defaultLimits) {
    this.#onHold = onHold;
    this.#limits = limits;
  }

  get held(): boolean {
    return this.#held;
  }

  /** Call with each message posted, and the promise that it is taken. */
  add(bytes: number, taken: PromiseLike<unknown>): void {
    const life = this.#life;
    this.#messages += 1;
    this.#bytes += bytes;
    if (!this.#held && (this.#messages > this.#limits.messages || this.#bytes > this.#limits.bytes)) {
      this.#held = true;
      this.#onHold(true);
    }
    const done = () => {
      if (life === this.#life) this.#remove(bytes);
    };
    taken.then(done, done);
  }

  /** The page is another one now. */
  reset(): void {
    this.#life += 1;
    this.#messages = 0;
    this.#bytes = 0;
    this.#held = false;
  }

  #remove(bytes: number): void {
    this.#messages -= 1;
    this.#bytes -= bytes;
    // Well below the limit, or it would be reached again at once.
    if (this.#held && this.#messages <= this.#limits.messages / 4 && this.#bytes <= this.#limits.bytes / 4) {
      this.#held = false;
      this.#onHold(false);
    }
  }
}
