/** A page's line to the host, and the state that VS Code keeps for it. Knows no page. */

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Channel<ToPage, ToHost, State> {
  post(message: ToHost): void;
  listen(onMessage: (message: ToPage) => void): void;
  /** What the page last saved, in this or an earlier life; undefined the first time. */
  readonly saved: State | undefined;
  /** Saves at most a few times a second: the last state wins. */
  save(state: State): void;
}

const saveDelayMs = 250;

/** May be called once a page. Errors that nobody catches go to the host's log. */
export function connect<ToPage, ToHost extends { readonly type: string }, State>(): Channel<ToPage, ToHost, State> {
  const api = acquireVsCodeApi();
  const post = (message: unknown) => api.postMessage(message);
  let waiting: { readonly state: State } | undefined;
  const saveNow = () => {
    if (waiting !== undefined) api.setState(waiting.state);
    waiting = undefined;
  };
  window.addEventListener('error', ({ message }) => post({ type: 'fault', message }));
  window.addEventListener('unhandledrejection', ({ reason }) => post({ type: 'fault', message: String(reason) }));
  window.addEventListener('pagehide', saveNow);
  return {
    post,
    listen: (onMessage) => {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        // The editor's own frame may post here too.
        if (isMessage(data)) onMessage(data as ToPage);
      });
    },
    saved: api.getState() as State | undefined,
    save(state) {
      if (waiting === undefined) setTimeout(saveNow, saveDelayMs);
      waiting = { state };
    },
  };
}

function isMessage(data: unknown): data is { readonly type: string } {
  return typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string';
}
