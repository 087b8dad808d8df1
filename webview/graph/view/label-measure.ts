/** How wide a label is in the font that it will be drawn in; each measured once. */

import type { LabelMeasure } from '../layout/index.ts';
import { fontSizes } from './stylesheet.ts';

const remembered = 20_000;

export function labelMeasure(fontFamily: () => string): LabelMeasure {
  const ctx = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  let font = '';
  return (label) => {
    const wanted = `${fontSizes.group}px ${fontFamily()}`;
    if (font !== wanted || widths.size > remembered) widths.clear();
    font = wanted;
    let width = widths.get(label);
    if (width === undefined) {
      if (ctx !== null) ctx.font = font;
      width = ctx?.measureText(label.slice(0, 200)).width ?? label.length * 7;
      widths.set(label, width);
    }
    return width;
  };
}
