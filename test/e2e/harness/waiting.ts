// Waits for what will become true, and says what was seen instead when it does not.

export interface Waiting {
  readonly seconds?: number;
  readonly what: string;
}

/** Calls `look` until it gives a value that `enough` accepts (by default: anything but undefined and false). */
export async function waitFor<T>(
  look: () => Promise<T> | T,
  { what, seconds = 30 }: Waiting,
  enough: (value: T) => boolean = (value) => value !== undefined && value !== false,
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  let last: unknown;
  for (;;) {
    try {
      const value = await look();
      if (enough(value)) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      const seen = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`Waited ${seconds} s for ${what}. Last seen: ${seen}`);
    }
    await pause(100);
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
