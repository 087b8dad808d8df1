/** `tensorloom` as an analysed program sees it: the real engine below stand-ins for what touches the world. */

export type { DescribeFault, FaultArgument, FaultContext, FaultDescription } from './fault-context.ts';
export { createHostLibrary } from './host-library.ts';
export { createTensorloom } from './module.ts';
export { SessionValue } from './session/session-value.ts';
export { World } from './world.ts';
