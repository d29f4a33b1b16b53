/** Has the card's script put into this frame. */
import * as v from 'valibot';
import { askBackground } from '../../shared/ask-background';
import { cardMaker, type MakeCard } from '../../shared/card-global';

/**
 * @returns what makes the card
 * @throws where the script cannot be put in, or the background does not answer.
 */
export async function bringCard(): Promise<MakeCard> {
  if (!cardMaker.read()) await askBackground({ kind: 'bring-card', to: 'sender' }, v.unknown());
  const make = cardMaker.read();
  if (!make) throw new Error('The script of the card left no card in this frame. Reload the page.');
  return make;
}
