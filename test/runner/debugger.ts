/** The least of a debugger: attaches to a port of Node's inspector and lets the process go on. */

export interface Debugger {
  /** Every event's method and parameters so far. */
  readonly events: { readonly method: string; readonly params: Record<string, unknown> }[];
  send(method: string, params?: object): Promise<unknown>;
  close(): void;
}

export async function attachDebugger(port: number): Promise<Debugger> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(targets[0]!.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const events: Debugger['events'] = [];
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data));
    if (message.id === undefined) events.push(message);
    else waiting.get(message.id)?.(message.result);
  };
  return {
    events,
    send: (method, params = {}) =>
      new Promise((resolve) => {
        waiting.set(++last, resolve);
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    close: () => socket.close(),
  };
}
