/** Work that must not be overtaken by its successors, such as laying out a graph that changes with each key. Pure. */

/**
 * Does one piece of work at a time; of those that come meanwhile only the newest is done, after it. So each that is begun
 * is finished, however fast others follow.
 */
export function newestOnly<Piece>(work: (piece: Piece) => Promise<void>): (piece: Piece) => Promise<void> {
  let next: { readonly piece: Piece } | undefined;
  let running: Promise<void> | undefined;
  const run = async () => {
    try {
      while (next !== undefined) {
        const { piece } = next;
        next = undefined;
        await work(piece);
      }
    } finally {
      running = undefined;
    }
  };
  return (piece) => {
    next = { piece };
    running ??= run();
    return running;
  };
}
