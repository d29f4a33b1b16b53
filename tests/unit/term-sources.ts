/** What several tests of the word index need: terms, and what is said of those that are wrong. */
import { TermError, type TermForm, type TermSource } from '../../glossary/word-index';

/** A term with one entry that is marked and nothing else. */
export function termSource(id: string, ...forms: TermForm[]): TermSource {
  return {
    term: {
      entries: [id],
      isAbbreviation: false,
      isMarked: true,
      isEvidence: true,
      isAlsoName: false,
      isAlsoWord: false,
    },
    forms,
  };
}

/** A form whose capitals make no difference. */
export const anyForm = (text: string): TermForm => ({ text, letterCase: 'any', inflect: true });
/** A form that is found as it is written only. */
export const exactForm = (text: string): TermForm => ({ text, letterCase: 'exact', inflect: true });

/** What the error says that stopped something. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof TermError) return error.message;
    throw error;
  }
  return 'nothing was wrong';
}
