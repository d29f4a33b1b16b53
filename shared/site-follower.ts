/**
 * Brings a frame to what the person chose for its site: by the small script before there is an engine, by the
 * engine from then on. The newest try wins. One that was lost is made again when the person comes back to the page.
 */

/** How far a frame is: `lost` where the background did not answer, so that what is to be done is not known. */
export type Progress = 'asking' | 'settled' | 'lost';

export class SiteFollower {
  private following = new AbortController();
  private current: Progress = 'asking';
  private readonly lifetime = new AbortController();

  /** @param bring tries once, until its signal is aborted; gives false where the background was not to be had */
  constructor(private readonly bring: (signal: AbortSignal) => Promise<boolean>) {}

  get progress(): Progress {
    return this.current;
  }

  /** Tries again whenever the person comes back and nothing is settled yet; until `stop`. */
  start(): Promise<void> {
    const { signal } = this.lifetime;
    const onReturn = (): void => {
      // One try is enough, and whoever only changes tabs must not make all frames ask.
      if (this.current !== 'settled') void this.follow();
    };
    // What was asked before the page was put aside gets no answer any more.
    window.addEventListener('pageshow', ({ persisted }) => persisted && onReturn(), { signal });
    document.addEventListener('visibilitychange', () => !document.hidden && onReturn(), { signal });
    return this.follow();
  }

  /** Tries now; a try that is under way is overtaken. Rejects what `bring` throws. */
  async follow(): Promise<void> {
    this.following.abort();
    const { signal } = (this.following = new AbortController());
    this.current = 'asking';
    let isSettled = false;
    try {
      isSettled = await this.bring(signal);
    } finally {
      if (!signal.aborted) this.current = isSettled ? 'settled' : 'lost';
    }
  }

  stop(): void {
    this.lifetime.abort();
    this.following.abort();
  }
}
