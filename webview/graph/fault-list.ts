/** What the graph that is shown could not make: what there is to tell of it, and the way through it. */

import { faultNews } from './announce.ts';
import { type Fault, faultsOf, type GraphModel, type ItemId } from './model/index.ts';

export class FaultList {
  #faults: readonly Fault[] = [];

  /** Takes the faults of a newer graph; what a screen reader should say of it, null where nothing changed. */
  update(model: GraphModel | null): string | null {
    const before = this.#faults;
    this.#faults = model === null ? [] : faultsOf(model, model.operations);
    return faultNews(before, this.#faults);
  }

  /** The one after the selected one; the first after any other, and after the last. */
  after(selected: ItemId | null): ItemId | null {
    const place = this.#faults.findIndex(({ item }) => item === selected);
    return (this.#faults[place + 1] ?? this.#faults[0])?.item ?? null;
  }
}
