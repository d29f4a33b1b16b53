/** Which texts of a page may be explained: what its elements say, through the borders of shadow roots. */
import { ExplainableElements } from '../glossary/explainable-elements';

/** Answers for many nodes of one pass; a new pass takes a new one, because attributes change. */
export class ExplainableParts {
  private readonly elements: ExplainableElements<Element>;

  /** @param language the glossary's, as in `lang="en"` */
  constructor(language: string) {
    this.elements = new ExplainableElements(language, parentOf);
  }

  /** True where the text of this node may be marked. */
  includes(node: Node): boolean {
    const parent = node.parentNode;
    if (parent instanceof ShadowRoot) return this.elements.includes(parent.host);
    return parent instanceof Element ? this.elements.includes(parent) : false;
  }
}

function parentOf(element: Element): Element | null {
  const parent = element.parentNode;
  return parent instanceof ShadowRoot ? parent.host : element.parentElement;
}
