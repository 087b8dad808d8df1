/** The language server with a thread that does as the text says, and little patience. */

import { processLine } from '../../../language-server/process-line.ts';
import { startServer } from '../../../language-server/server.ts';

startServer(processLine()!, {
  script: new URL('./fake-thread.ts', import.meta.url),
  patienceMs: Number(process.env.PATIENCE_MS ?? 20_000),
  graceMs: 200,
  heapMegabytes: 64,
});
