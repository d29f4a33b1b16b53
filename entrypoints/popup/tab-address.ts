/** What the address of a tab tells about who may read it. Pure. */

/** Why the words of a tab cannot be read, or `withheld` where the address gives no reason. */
export type Barrier = 'browser-page' | 'store-page' | 'file' | 'pdf' | 'withheld';

export interface TabAddress {
  /** A site has a host and can be switched; a file and a page of the browser cannot. */
  kind: 'site' | 'file' | 'browser';
  /** Host without port; empty where there is none. */
  host: string;
  /** The likely reason, should the tab turn out not to be readable. */
  barrier: Barrier;
}

/** Extension stores, which no browser lets extensions into. Chrome's old store is one path of a larger host. */
const STORES = ['chromewebstore.google.com', 'addons.mozilla.org', 'microsoftedge.microsoft.com'];

/** Tells what kind of page an address is. No address means that the browser kept it to itself. */
export function readAddress(address: string | undefined): TabAddress {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : null;
  const isPdf = url !== null && /\.pdf$/i.test(url.pathname);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') {
    const isStore =
      STORES.includes(url.hostname) ||
      (url.hostname === 'chrome.google.com' && url.pathname.startsWith('/webstore'));
    return { kind: 'site', host: url.hostname, barrier: isStore ? 'store-page' : isPdf ? 'pdf' : 'withheld' };
  }
  if (url?.protocol === 'file:') return { kind: 'file', host: '', barrier: isPdf ? 'pdf' : 'file' };
  return { kind: 'browser', host: '', barrier: 'browser-page' };
}
