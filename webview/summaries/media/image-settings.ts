/** What the user set for images. Read back without trust. Pure. */

import { finite, isRecord } from '../shell/saved-state.ts';

export interface ImageSettings {
  /** 1 leaves images as they are; both from 0 to `mostFilter`. */
  readonly brightness: number;
  readonly contrast: number;
  /** A pixel of the image is a pixel of the page, rather than as wide as the card. */
  readonly actualSize: boolean;
}

export const mostFilter = 3;

const clamp = (value: number) => Math.min(Math.max(value, 0), mostFilter);

export function readImageSettings(saved: unknown): ImageSettings {
  const from = isRecord(saved) ? saved : {};
  return {
    brightness: clamp(finite(from.brightness, 1)),
    contrast: clamp(finite(from.contrast, 1)),
    actualSize: from.actualSize === true,
  };
}

/** Which of a summary's images a card shows. */
export function readSample(saved: unknown): number {
  return isRecord(saved) ? Math.max(0, Math.floor(finite(saved.sample, 0))) : 0;
}
