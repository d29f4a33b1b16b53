/** Which parts of a page may be explained, and which are left alone. */

/** Elements whose text is no prose: code, form fields, fallback texts, drawings. */
const SKIPPED_TAGS = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE TITLE TEXTAREA INPUT SELECT OPTION OPTGROUP DATALIST CODE KBD SAMP RT RP SVG MATH CANVAS IFRAME OBJECT EMBED AUDIO VIDEO GLOSSARY-CARD'.split(
    ' ',
  ),
);
/** Class names by which highlighters of code mark their `<pre>`; portals print whole notes in plain ones. */
const CODE_CLASS =
  /(?:^|[\s_-])(?:code|highlight|hljs|prettyprint|brush|language-[\w-]+|lang-[\w-]+|sourceCode)(?:$|[\s:_-])/;

/**
 * Answers for many nodes of one pass. The answers of elements are kept, since many words share them; a new
 * pass takes a new one, because attributes change.
 */
export class ExplainableParts {
  private readonly known = new WeakMap<Element, boolean>();

  /** @param language the glossary's, as in `lang="en"` */
  constructor(private readonly language: string) {}

  /** True where the text of this node may be marked. */
  includes(node: Node): boolean {
    const parent = node.parentNode;
    if (parent instanceof ShadowRoot) return this.includesElement(parent.host);
    return parent instanceof Element ? this.includesElement(parent) : false;
  }

  /** Goes up to the first element that decides, step by step: pages nest deeper than calls may. */
  private includesElement(element: Element): boolean {
    const undecided: Element[] = [];
    let answer = true;
    for (let at: Element | null = element; at; at = parentOf(at)) {
      const decided = this.known.get(at) ?? this.judge(at);
      undecided.push(at);
      if (decided === null) continue;
      answer = decided;
      break;
    }
    for (const one of undecided) this.known.set(one, answer);
    return answer;
  }

  /** What the element says of its text, or null where that is left to what is around it. */
  private judge(element: Element): boolean | null {
    const tag = element.tagName.toUpperCase();
    if (SKIPPED_TAGS.has(tag)) return false;
    if (tag === 'PRE' && holdsCode(element)) return false;
    if (isEditable(element)) return false;
    if (element.getAttribute('translate') === 'no') return false;
    const language = element.getAttribute('lang');
    if (language === null || language === '') return null;
    // A part in the glossary's language is explained also where the page around it is in another.
    return isSameLanguage(language, this.language) && this.includesIgnoringLanguage(element);
  }

  private includesIgnoringLanguage(element: Element): boolean {
    for (let above: Element | null = parentOf(element); above; above = parentOf(above)) {
      const tag = above.tagName.toUpperCase();
      if (SKIPPED_TAGS.has(tag) || isEditable(above) || above.getAttribute('translate') === 'no')
        return false;
      if (tag === 'PRE' && holdsCode(above)) return false;
    }
    return true;
  }
}

function parentOf(element: Element): Element | null {
  const parent = element.parentNode;
  return parent instanceof ShadowRoot ? parent.host : element.parentElement;
}

function holdsCode(pre: Element): boolean {
  return CODE_CLASS.test(pre.className) || pre.querySelector(':scope > code') !== null;
}

function isEditable(element: Element): boolean {
  const editable = element.getAttribute('contenteditable');
  if (editable !== null && editable.toLowerCase() !== 'false') return true;
  const role = element.getAttribute('role');
  return role === 'textbox' || role === 'searchbox' || role === 'combobox';
}

/** True where two language tags name the same language, whatever their regions (`en-GB`, `en`). */
export function isSameLanguage(tag: string, language: string): boolean {
  return tag.toLowerCase().split(/[-_]/)[0] === language.toLowerCase().split(/[-_]/)[0];
}
