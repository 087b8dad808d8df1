/** The session that `tensor.eval()` and `op.run()` use when they are given none. */

import { GraphError } from './errors.ts';
import type { Graph } from './graph.ts';

/** As much of a session as graph elements need to evaluate themselves. */
export interface SessionLike {
  readonly graph: Graph;
  run(fetches: unknown, feeds?: unknown): Promise<unknown>;
}

const stack: SessionLike[] = [];

/** Makes `session` the default until the function given back is called. Sessions may end in any order. */
export function pushDefaultSession(session: SessionLike): () => void {
  stack.push(session);
  return () => {
    const index = stack.lastIndexOf(session);
    if (index >= 0) stack.splice(index, 1);
  };
}

/** The innermost default session, or null. */
export function getDefaultSession(): SessionLike | null {
  return stack.at(-1) ?? null;
}

/** `session`, or the default one for `graph`. @throws GraphError with TensorFlow's advice if there is none. */
export function sessionFor(graph: Graph, session: SessionLike | undefined, what: string): SessionLike {
  const chosen = session ?? getDefaultSession();
  if (!chosen) {
    throw new GraphError(
      `Cannot ${what}: No default session is registered. Use an InteractiveSession, ` +
        'sess.asDefault(…), or pass the session.',
    );
  }
  if (chosen.graph !== graph) {
    throw new GraphError(`Cannot ${what}: the session's graph is different from the graph of the element.`);
  }
  return chosen;
}
