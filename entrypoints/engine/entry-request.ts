/** Asks the background for the entries that a card shows. */
import type { Entry } from '../../glossary/schema';
import { askBackground } from '../../shared/ask-background';
import { askUntilAnswered } from '../../shared/ask-until-answered';
import { EntriesAnswer } from '../../shared/messages';
import { within } from '../../shared/time-limit';

/** A background that ends may take a question with it and never refuse it; one that wakes answers in 300 ms at most. */
const TRY_MS = 1000;

/**
 * @returns the entries of these ids, in their order
 * @throws where no answer comes, though the background was asked again
 */
export async function requestEntries(ids: readonly string[], signal: AbortSignal): Promise<readonly Entry[]> {
  const answer = await askUntilAnswered(
    () => within(askBackground({ kind: 'read-entries', ids: [...ids] }, EntriesAnswer), TRY_MS),
    signal,
  );
  if (answer === null) throw new Error('The background does not answer.');
  return answer.entries;
}
