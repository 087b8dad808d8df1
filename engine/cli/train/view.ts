/** How a run is shown. */

import type { ChildMessage } from '../../runner/index.ts';
import type { Output } from './pass-on.ts';

export interface View {
  onMessage(message: ChildMessage): void;
  /** Where what the model prints goes. */
  output(stream: 'stdout' | 'stderr'): Output;
  /** For the run's process: whether its output ends on a screen that shows colours. */
  readonly environment: Readonly<Record<string, string>>;
  /** Leaves the terminal as it was. */
  close(): void;
}
