/**
 * Searches one part of a page after another, in steps, for terms whose text may be explained and whose
 * surroundings are clinical.
 */
import { ClinicalContext } from '../glossary/clinical-context';
import type { TermFinder } from '../glossary/find-terms';
import type { NodeMatch } from '../glossary/node-match';
import { RunSearch } from '../glossary/run-search';
import { ExplainableParts } from './explainable';
import { PageReader } from './page-reader';

export interface PageSearchOptions {
  finder: TermFinder;
  /** Language of the glossary's words, as in `lang="en"`. */
  language: string;
  onMatch(match: NodeMatch<Text>): void;
  /** How much speaks for health around the part that is searched; see `ClinicalContext`. */
  evidenceAround(): number;
}

/** One object serves all parts of a page: see `RunSearch`. */
export class PageSearch {
  private readonly reader = new PageReader();
  private readonly search: RunSearch<Text>;
  private readonly context: ClinicalContext<NodeMatch<Text>>;
  private parts: ExplainableParts;

  constructor(private readonly options: PageSearchOptions) {
    this.search = new RunSearch(options.finder);
    this.context = new ClinicalContext(
      (match) => options.onMatch(match),
      () => options.evidenceAround(),
    );
    this.parts = new ExplainableParts(options.language);
  }

  /**
   * Begins with a part; what was left of the one before is not searched any more.
   * @param root element, document or shadow root
   * @param onText told of each text node before it is searched, or null where nobody asks
   */
  begin(root: Node, onText: ((node: Text) => void) | null): void {
    this.reader.begin(root, onText);
    this.search.begin(this.reader);
    this.context.begin();
  }

  /** Searches on until the part or the time is used up; true when all of the part was searched. */
  advance(isTimeUp: () => boolean): boolean {
    if (!this.search.advance(isTimeUp, this.weigh)) return false;
    this.context.finish();
    return true;
  }

  /** How many text nodes of the part were read. */
  get textsRead(): number {
    return this.reader.nodesRead;
  }

  /** What was asked of the page's elements holds for one pass: attributes change. */
  forgetAnswers(): void {
    this.parts = new ExplainableParts(this.options.language);
  }

  private readonly weigh = (match: NodeMatch<Text>): void => {
    const term = this.options.finder.index.terms.at(match.term);
    if (!term || !match.nodes.every((node) => this.parts.includes(node))) return;
    this.context.add({ match, term, number: match.term, text: match.text, at: match.at });
  };
}
