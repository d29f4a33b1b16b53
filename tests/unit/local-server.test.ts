import { mkdtempSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentTypeOf, resolveInside, serveFolder, type LocalServer } from '../../scripts/local-server';

describe('resolveInside', () => {
  it.each([
    ['/note.html', 'note.html'],
    ['/a/../note.html?x=1#y', 'note.html'],
    ['/a%20b.txt', 'a b.txt'],
    ['/../../etc/passwd', 'etc/passwd'],
    ['/..%2f..%2fetc/passwd', 'etc/passwd'],
    ['/..\\..\\etc', 'etc'],
  ])('keeps %s in the folder', (requestPath, expected) => {
    expect(resolveInside('/srv/notes', requestPath)).toBe(path.join('/srv/notes', expected));
  });

  it.each(['/', '/%', '/a%00b', '/..'])('gives nothing for %s', (requestPath) => {
    expect(resolveInside('/srv/notes', requestPath)).toBeNull();
  });
});

describe('contentTypeOf', () => {
  it('goes by the name', () => {
    expect(contentTypeOf('a.HTML')).toBe('text/html; charset=utf-8');
    expect(contentTypeOf('a')).toBe('text/plain; charset=utf-8');
  });
});

describe('serveFolder', () => {
  let folder: string;
  let server: LocalServer;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'glossary-server-'));
    mkdirSync(path.join(folder, 'shown'));
    writeFileSync(path.join(folder, 'secret.txt'), 'secret');
    writeFileSync(path.join(folder, 'shown', 'my note.txt'), 'Take it slowly.');
    symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'shown', 'link.txt'));
    server = await serveFolder(path.join(folder, 'shown'));
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('serves a file of the folder', async () => {
    const response = await fetch(server.addressOf('my note.txt'));
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe('Take it slowly.');
  });

  it('follows no link out of the folder, and finds nothing that is not there', async () => {
    expect((await fetch(server.addressOf('link.txt'))).status).toBe(404);
    expect((await fetch(server.addressOf('none.txt'))).status).toBe(404);
    expect((await fetch(server.addressOf('../secret.txt'))).status).toBe(404);
  });

  it('answers to no other host name', async () => {
    const { port } = new URL(server.addressOf('my note.txt'));
    const status = await new Promise((resolve, reject) => {
      request(
        { host: '127.0.0.1', port, path: '/my%20note.txt', headers: { host: 'evil.test' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(404);
  });
});
