/** What is wrong with how a monitored session is used, found while it runs (TensorFlow raises RuntimeError). */

import { TensorloomError } from '../graph/index.ts';

export class MonitoredSessionError extends TensorloomError {}
