/** A mirror on this machine that serves the bytes it is given, and misbehaves on request. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Behaviour = (
  request: IncomingMessage,
  response: ServerResponse,
  body: Uint8Array,
  rest: Uint8Array,
) => void;

export interface Mirror extends AsyncDisposable {
  readonly url: string;
  /** What was asked for, with the range: `GET /x.gz bytes=10-`. */
  readonly requests: string[];
}

/** `script` says how to answer the first requests, in their order; the later ones are answered well. */
export async function startMirror(
  files: Record<string, Uint8Array>,
  script: readonly Behaviour[] = [],
): Promise<Mirror> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push([request.method, request.url, request.headers.range].filter(Boolean).join(' '));
    const body = files[(request.url ?? '').split('/').at(-1)!];
    if (!body) return void response.writeHead(404).end();
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    (script[requests.length - 1] ?? serve)(request, response, body, body.subarray(start));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mnist`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Answers as the public mirrors do, ranges included. */
export const serve: Behaviour = (request, response, body, rest) => {
  if (request.headers.range && rest.length === 0) {
    response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
  } else if (request.headers.range) {
    const start = body.length - rest.length;
    const range = `bytes ${start}-${body.length - 1}/${body.length}`;
    response.writeHead(206, { 'content-length': rest.length, 'content-range': range }).end(rest);
  } else {
    response.writeHead(200, { 'content-length': body.length }).end(body);
  }
};

/** Promises everything and hangs up after `count` bytes. */
export const dropAfter =
  (count: number): Behaviour =>
  (request, response, body, rest) => {
    const start = body.length - rest.length;
    response.writeHead(request.headers.range ? 206 : 200, {
      'content-length': rest.length,
      'content-range': `bytes ${start}-${body.length - 1}/${body.length}`,
    });
    response.write(rest.subarray(0, count), () => setTimeout(() => response.destroy(), 20));
  };

/** Sends the whole file though a part was asked for. */
export const ignoreRange: Behaviour = (_request, response, body) => {
  response.writeHead(200, { 'content-length': body.length }).end(body);
};

export const answer =
  (status: number): Behaviour =>
  (_request, response) => {
    response.writeHead(status).end('no');
  };

/** Sends other bytes of the same length. */
export const corrupt: Behaviour = (_request, response, body) => {
  response.writeHead(200, { 'content-length': body.length }).end(new Uint8Array(body.length));
};

/** Says nothing. */
export const hang: Behaviour = () => {};
