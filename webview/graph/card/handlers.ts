/** What the card, and the menu of a node, ask of the page. */

import type { SourcePlace } from '../../protocol.ts';
import type { ItemId } from '../model/index.ts';

export interface CardHandlers {
  readonly goTo: (id: ItemId) => void;
  readonly goToSource: (place: SourcePlace) => void;
  readonly copy: (text: string) => void;
  readonly toggle: (id: ItemId) => void;
  readonly traceInputs: (on: boolean) => void;
  readonly moveAside: (id: ItemId, aside: boolean) => void;
  readonly groupSeries: (id: ItemId, grouped: boolean) => void;
  readonly showMore: (id: ItemId) => void;
}
