/** How each operation type becomes ONNX nodes: the whole list of what can be exported. */

import type { Converters } from '../conversion.ts';
import { elementwise } from './elementwise.ts';
import { images } from './images.ts';
import { indexing } from './indexing.ts';
import { neural } from './neural.ts';
import { products } from './products.ts';
import { reductions } from './reduction.ts';
import { segments } from './segments.ts';
import { shaping } from './shaping.ts';
import { slicing } from './slicing.ts';
import { windows } from './windows.ts';

export const converters: Converters = {
  ...elementwise,
  ...reductions,
  ...products,
  ...windows,
  ...neural,
  ...shaping,
  ...slicing,
  ...indexing,
  ...segments,
  ...images,
};
