/** What the card's script leaves for the engine, so that Preact and the card are no part of the engine. */
import type { CardHost, CardHostOptions } from '../page/card-host';
import { ScriptGlobal } from './script-global';

/** Makes the card of one frame; its look is its own affair. */
export type MakeCard = (options: Omit<CardHostOptions, 'styles'>) => CardHost;

export const cardMaker = new ScriptGlobal<MakeCard>('glossaryHelperCard');
