import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeHost } from '../../page/card-element';
import { leaveStage, putOnStage } from '../../page/card-stage';
import { frameElementAt } from '../../page/frame-elements';
import { PageWatcher } from '../../page/watch';

let area: HTMLElement;
let host: HTMLElement;
let changes: string[];
let watcher: PageWatcher;

beforeEach(() => {
  area = document.createElement('main');
  document.body.append(area);
  ({ host } = makeHost());
  host.popover = 'manual';
  changes = [];
  watcher = new PageWatcher({
    onEdited: () => changes.push('edited'),
    onMany: () => changes.push('many'),
    onRemoved: () => changes.push('removed'),
    onRearranged: (records) => {
      changes.push(`rearranged ${records.length}`);
      return [];
    },
    onQuiet: () => changes.push('quiet'),
  });
});
afterEach(() => {
  watcher.stop();
  host.remove();
  area.remove();
});

function find(selector: string): HTMLElement {
  const found = area.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The page of this test has no ${selector}.`);
  return found;
}

describe('the host of the card', () => {
  it('stands on the root for a word of the page itself', () => {
    area.innerHTML = '<p id="word">gout</p>';
    putOnStage(host, find('#word'));
    expect(host.parentNode).toBe(document.documentElement);
    expect(document.documentElement.lastChild).toBe(host);
    leaveStage(host);
    expect(host.isConnected).toBe(true);
  });

  it('stands beside the frame whose word it explains, where that is in a dialog', () => {
    area.innerHTML = '<div role="dialog"><iframe role="dialog"></iframe><p>Close</p></div>';
    const frame = find('iframe');
    const index = [...Array(frames.length).keys()].find((at) => frameElementAt(at) === frame);
    expect(index).toBeDefined();
    putOnStage(host, frameElementAt(index ?? -1));
    expect(host.parentNode).toBe(frame.parentNode);
    leaveStage(host);
    expect(host.isConnected).toBe(false);
  });

  it('moves with the word from one part of the page to another', () => {
    area.innerHTML =
      '<div role="dialog"><p id="outer">gout</p><div role="alertdialog"><p id="inner">edema</p></div></div>';
    putOnStage(host, find('#inner'));
    expect(host.parentNode).toBe(find('[role=alertdialog]'));
    putOnStage(host, find('#outer'));
    expect(host.parentNode).toBe(find('[role=dialog]'));
  });

  it('stands where the page can be reached when a modal dialog came up over the word’s own', () => {
    area.innerHTML =
      '<div role="dialog"><p id="word">gout</p></div><dialog><p>Are you still there?</p></dialog>';
    find('dialog').setAttribute('id', 'modal');
    (find('#modal') as HTMLDialogElement).showModal();
    putOnStage(host, find('#word'));
    expect(host.parentNode).toBe(find('#modal'));
  });
});

describe('what watches the page', () => {
  it('takes the coming and going of the host for no change of it', () => {
    area.innerHTML = '<div role="dialog"><p id="word">gout</p><p>edema</p></div>';
    watcher.watch(document);
    watcher.whileWriting(() => undefined);
    putOnStage(host, find('#word'));
    leaveStage(host);
    return Promise.resolve().then(() => {
      expect(changes).toEqual([]);
      expect(watcher.rounds).toBe(0);
    });
  });

  it('sees what the page changes in the same moment, also an element of the host’s name', async () => {
    area.innerHTML = '<div role="dialog"><p id="word">gout</p><p>edema</p></div>';
    watcher.watch(document);
    watcher.whileWriting(() => undefined);
    putOnStage(host, find('#word'));
    find('[role=dialog]').append(document.createElement('glossary-card'));
    await Promise.resolve();
    expect(changes).toEqual(['rearranged 1']);
  });
});
