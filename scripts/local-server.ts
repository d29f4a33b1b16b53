/** A small web server for one folder, on this machine only. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xhtml': 'application/xhtml+xml; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

export interface LocalServer {
  /** Address of a file in the folder. */
  addressOf(file: string): string;
  close(): Promise<void>;
}

/** The content type that a file's name promises; plain text where the name says nothing. */
export function contentTypeOf(file: string): string {
  return TYPES[path.extname(file).toLowerCase()] ?? 'text/plain; charset=utf-8';
}

/** The file in the folder that a request path means, or null where it leads out of the folder. */
export function resolveInside(folder: string, requestPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(requestPath.split(/[?#]/)[0] ?? '');
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const file = path.resolve(folder, `.${path.posix.normalize(`/${decoded.replaceAll('\\', '/')}`)}`);
  const within = path.relative(folder, file);
  return within === '' || within.startsWith('..') || path.isAbsolute(within) ? null : file;
}

/** Serves the files of one folder on 127.0.0.1, at a port the system chooses. */
export async function serveFolder(folder: string): Promise<LocalServer> {
  // Links are followed before the check, so that none leads out of the folder.
  const root = await realpath(folder);
  async function findFile(url: string): Promise<string | null> {
    const named = resolveInside(root, url);
    const file = named === null ? null : await realpath(named).catch(() => null);
    if (file === null || path.relative(root, file).startsWith('..')) return null;
    return (await stat(file)).isFile() ? file : null;
  }
  const server = createServer((request, response) => {
    void answer();
    async function answer(): Promise<void> {
      const host = request.headers.host?.replace(/:\d+$/, '');
      // Another host name means that a web page reached this server by a trick with its own domain.
      const isOurs = host === 'localhost' || host === '127.0.0.1';
      const file = isOurs ? await findFile(request.url ?? '/') : null;
      if (file === null) {
        response
          .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
          .end('There is no such file here.');
      } else {
        response.writeHead(200, { 'content-type': contentTypeOf(file) }).end(await readFile(file));
      }
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The local server has no port.');
  return {
    addressOf: (file) => `http://localhost:${address.port}/${encodeURIComponent(file)}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
