/**
 * InTopK: whether each row's target class is among the k with the largest predictions. As in TensorFlow, a class counts
 * as in when fewer than k predictions are strictly larger, so ties at the border are all in; a row with a prediction that
 * is not finite, or with a target that names no class, is out.
 */

import type { HostFunction } from './host-function.ts';

export const inTopK: HostFunction<'InTopK'> = ({ k }, [predictions, targets]) => {
  const [rows, classes] = predictions.shape;
  const scores = predictions.data as Float32Array;
  const hits = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const target = Number(targets.data[row]);
    if (!(target >= 0 && target < classes)) continue;
    const score = scores[row * classes + target];
    let larger = 0;
    let finite = Number.isFinite(score);
    for (let c = 0; c < classes && finite; c++) {
      const other = scores[row * classes + c];
      finite = Number.isFinite(other);
      if (other > score) larger++;
    }
    hits[row] = finite && larger < k ? 1 : 0;
  }
  return [{ data: hits }];
};
