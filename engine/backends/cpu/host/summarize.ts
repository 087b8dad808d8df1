/** The first elements of a tensor as one line, in the form of TensorFlow's Print and Assert: rows in brackets, `...`. */

import type { HostTensor } from './host-function.ts';
import { elementText } from './number-text.ts';

/** @param limit elements to show; negative for all. */
export function summarize({ dtype, shape, data }: HostTensor, limit: number): string {
  const size = data.length;
  const most = limit < 0 ? size : Math.min(limit, size);
  let next = 0;
  let text = '';
  const element = () => elementText(data[next++], dtype);
  const visit = (axis: number): void => {
    if (next >= most) return;
    for (let i = 0; i < shape[axis]; i++) {
      if (axis < shape.length - 1) {
        if (next >= most) return;
        text += '[';
        visit(axis + 1);
        text += ']';
        continue;
      }
      if (next >= most) {
        // In a row that is cut short; what follows the whole tensor is added once, below.
        if (axis > 0) text += '...';
        return;
      }
      text += i > 0 ? ` ${element()}` : element();
    }
  };
  if (shape.length === 0) text = most > 0 ? element() : '';
  else visit(0);
  return size > most ? `${text}...` : text;
}
