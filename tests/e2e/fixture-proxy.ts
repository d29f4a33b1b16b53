/**
 * The only way out of a test browser: a proxy on this machine that plays every host of the fixtures itself,
 * counts what is asked of it, and refuses the rest.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { contentTypeOf, resolveInside } from '../../scripts/local-server';

/** A host that the proxy plays: the folder it serves, and headers that go with every answer. */
export interface FixtureHost {
  folder: string;
  headers?: Record<string, string>;
}

export interface CountedRequest {
  method: string;
  host: string;
  /** Empty where only a tunnel to the host was asked for. */
  path: string;
  served: boolean;
}

/**
 * Hosts that a browser asks on its own account, whatever pages and extensions do, and that no flag or
 * preference of a release build turns off. They get no answer either.
 */
const HOUSEKEEPING = new Set([
  // Chromium asks who is signed in, and whether its own built-in extensions are up to date.
  'accounts.google.com',
  'update.googleapis.com',
  'redirector.gvt1.com',
  // Firefox fetches its remote settings; a release build takes no other address for them.
  'firefox.settings.services.mozilla.com',
]);

export interface FixtureProxy {
  port: number;
  /** Everything that was asked since the start or the last call of `forget`. */
  requests(): readonly CountedRequest[];
  /** Requests that belong neither to the fixtures nor to the browser itself. */
  strangers(): readonly CountedRequest[];
  forget(): void;
  close(): Promise<void>;
}

/** Starts the proxy. Host names are those of the record, for example `portal.test`. */
export async function startFixtureProxy(hosts: Record<string, FixtureHost>): Promise<FixtureProxy> {
  let requests: CountedRequest[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : null;
    const host = url?.host ?? request.headers.host ?? '';
    const fixture = hosts[host];
    const counted = {
      method: request.method ?? 'GET',
      host,
      path: url === null ? '' : url.pathname + url.search,
      served: false,
    };
    requests.push(counted);
    if (fixture === undefined || url === null) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end('The tests reach no other host.');
      return;
    }
    counted.served = true;
    if (url.pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    if (url.pathname === UNANSWERED) return;
    const file = resolveInside(fixture.folder, url.pathname);
    const body = file === null ? null : await readFile(file).catch(() => null);
    if (file === null || body === null) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`There is no fixture ${url.pathname}.`);
      return;
    }
    const policy = CONTENT_POLICIES[path.basename(file)];
    response
      .writeHead(200, {
        'content-type': contentTypeOf(file),
        'cache-control': 'no-store',
        ...(policy !== undefined && { 'content-security-policy': policy }),
        ...fixture.headers,
      })
      .end(body);
  }

  const server = createServer((request, response) => void answer(request, response));
  server.on('connect', (request: IncomingMessage, socket) => {
    const host = (request.url ?? '').replace(/:\d+$/, '');
    requests.push({ method: 'CONNECT', host, path: '', served: false });
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fixture proxy has no port.');

  return {
    port: address.port,
    requests: () => requests,
    strangers: () => requests.filter(({ host, served }) => !served && !HOUSEKEEPING.has(host)),
    forget() {
      requests = [];
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** What a page waits for in vain. */
const UNANSWERED = '/unanswered.js';

/** Fixtures that come with a content security policy, which only a header can make strict from the start. */
const CONTENT_POLICIES: Record<string, string> = {
  'dark-strict.html':
    "default-src 'none'; style-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};
