/**
 * Whether threads are worth having at the moment. On a machine whose cores are taken by others, a thread that took a unit
 * may be put aside for milliseconds, and the job waits for it; or threads keep one another from a core. So once such waits
 * come up, and every now and then anyway, the main thread works alone for a moment to compare: how long jobs take against
 * what they should take, alone and shared. The slower way is tried again after longer and longer times.
 */

/** Milliseconds of waits that are chance. */
const TOLERATED = 10;
/** Milliseconds of jobs that make a sample. */
const SAMPLE = 30;
/** Milliseconds of jobs after which earlier ones count half. */
const WINDOW = 120;
/** Milliseconds before the other way is tried. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 16_000;
/** Milliseconds after such a pause before a comparison without a reason: it costs a thousandth of the time. */
const ROUTINE = 10_000;
/** A job of so many milliseconds is never done alone for a comparison. */
const LARGE = 50;
/** Sharing must be so much faster to be worth the cores. */
const GAIN = 1.05;

/** How long jobs take, as a multiple of what they should. */
class Pace {
  #expected = 0;
  #actual = 0;

  add(expected: number, actual: number): void {
    this.#expected += expected;
    this.#actual += actual;
    if (this.#actual < WINDOW) return;
    this.#expected /= 2;
    this.#actual /= 2;
  }
  reset(): void {
    this.#expected = 0;
    this.#actual = 0;
  }
  get isKnown(): boolean {
    return this.#actual >= SAMPLE;
  }
  get value(): number {
    return this.#actual / this.#expected;
  }
}

/** In doubt threads share; a comparison runs jobs the other way for a moment. */
type State = 'sharing' | 'suspecting' | 'tryingAlone' | 'alone' | 'tryingToShare';

export class StallWatch {
  /** Milliseconds since some moment. */
  readonly #now: () => number;
  #state: State = 'sharing';
  readonly #shared = new Pace();
  readonly #alone = new Pace();
  /** Milliseconds of waits since the last comparison, recent ones mostly. */
  #waited = 0;
  #isRoutine = false;
  #pause = FIRST_PAUSE;
  #pauseEnds: number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#pauseEnds = now();
  }

  /** Whether a job that should take so many milliseconds may be shared now. */
  permits(expected: number): boolean {
    if (this.#state === 'alone' && this.#now() >= this.#pauseEnds) {
      this.#state = 'tryingToShare';
      this.#shared.reset();
    }
    return this.#state === 'tryingAlone' ? expected >= LARGE : this.#state !== 'alone';
  }

  /**
   * The main thread did a job alone, as was not permitted otherwise. Milliseconds.
   * @param expected - what it should take on one thread; only the ratios of several jobs count.
   */
  ranAlone(expected: number, actual: number): void {
    this.#alone.add(expected, actual);
    if (this.#state === 'tryingAlone' && this.#alone.isKnown) this.#compare();
  }

  /** A job was shared. @param waited - for a unit that somebody else was slow with. */
  ranShared(expected: number, actual: number, waited: number): void {
    if (this.#state === 'tryingAlone') return;
    this.#shared.add(expected, actual);
    if (this.#state !== 'sharing') {
      if (!this.#shared.isKnown) return;
      if (this.#state === 'tryingToShare') this.#compare();
      else {
        this.#state = 'tryingAlone';
        this.#alone.reset();
      }
      return;
    }
    // Waits of a fiftieth of the time never add up.
    this.#waited = Math.max(0, this.#waited + waited - actual / 50);
    const now = this.#now();
    this.#isRoutine = this.#waited < TOLERATED;
    if (now < this.#pauseEnds + (this.#isRoutine ? ROUTINE : 0)) return;
    this.#state = 'suspecting';
    this.#shared.reset();
  }

  #compare(): void {
    const shares = this.#shared.value * GAIN < this.#alone.value;
    const wasSharing = this.#state === 'tryingAlone';
    const inVain = shares === wasSharing && !(wasSharing && this.#isRoutine);
    this.#pause = inVain ? Math.min(2 * this.#pause, LONGEST_PAUSE) : FIRST_PAUSE;
    this.#pauseEnds = this.#now() + this.#pause;
    this.#state = shares ? 'sharing' : 'alone';
    this.#waited = 0;
  }
}
