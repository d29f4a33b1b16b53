/**
 * How a listener answers a message, and how whoever asked reads the answer, alike in both browsers. Firefox takes
 * a promise as the answer, Chromium 128 only a call of `sendResponse` after the listener returned `true`; Firefox
 * takes that too. Neither browser carries an error over that way, so a failure travels as an object. Pure.
 */

/** Name of the one property of an object that stands for a failure. */
const FAILURE = 'glossaryHelperFailure';

/** What browsers call for each message. `true` keeps the way for the answer open; otherwise there is none. */
export type MessageListener<Sender> = (
  message: unknown,
  sender: Sender,
  sendResponse: (answer: unknown) => void,
) => true | undefined;

/**
 * Makes a listener for `runtime.onMessage`.
 * @param answer gives a promise of the answer, or undefined for what is not to be answered; where it fails, by
 *   throwing or by its promise, whoever asked gets the reason from `readAnswer`
 */
export function answerWith<Sender>(
  answer: (message: unknown, sender: Sender) => Promise<unknown> | undefined,
): MessageListener<Sender> {
  return (message, sender, sendResponse) => {
    const answered = answerOrFail(() => answer(message, sender));
    if (answered === undefined) return undefined;
    answered
      .catch((error: unknown) => ({ [FAILURE]: error instanceof Error ? error.message : String(error) }))
      .then(sendResponse)
      // Whoever asked is gone.
      .catch(() => undefined);
    return true;
  };
}

/** What came back from `sendMessage`; undefined where nobody answered. Throws where the listener failed. */
export function readAnswer(answer: unknown): unknown {
  if (typeof answer === 'object' && answer !== null && FAILURE in answer) {
    throw new Error(String(answer[FAILURE]));
  }
  return answer;
}

function answerOrFail(answer: () => Promise<unknown> | undefined): Promise<unknown> | undefined {
  try {
    return answer();
  } catch (error) {
    return Promise.reject(error);
  }
}
