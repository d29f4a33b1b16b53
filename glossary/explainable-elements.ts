/** Which parts of a page or file may be explained, and which are left alone. */

/** Elements whose text is no prose: code, form fields, fallback texts, drawings. */
const SKIPPED_TAGS = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE TITLE TEXTAREA INPUT SELECT OPTION OPTGROUP DATALIST CODE KBD SAMP RT RP SVG MATH CANVAS IFRAME OBJECT EMBED AUDIO VIDEO GLOSSARY-CARD'.split(
    ' ',
  ),
);
/** Class names by which highlighters of code mark their `<pre>`; portals print whole notes in plain ones. */
const CODE_CLASS =
  /(?:^|[\s_-])(?:code|highlight|hljs|prettyprint|brush|language-[\w-]+|lang-[\w-]+|sourceCode)(?:$|[\s:_-])/;

/** An element of a page or of a parsed file, as far as this decision asks. */
export interface MarkedUpElement {
  readonly tagName: string;
  readonly className: string;
  readonly children: Iterable<{ readonly tagName: string }>;
  getAttribute(name: string): string | null;
}

/**
 * Answers for many elements of one pass. The answers are kept, since many words share an element; a new pass
 * takes a new object, because attributes change.
 */
export class ExplainableElements<Element extends MarkedUpElement> {
  private readonly known = new WeakMap<Element, boolean>();

  /**
   * @param language the glossary's, as in `lang="en"`
   * @param parentOf the element around one, or null
   */
  constructor(
    private readonly language: string,
    private readonly parentOf: (element: Element) => Element | null,
  ) {}

  /**
   * True where the text right in this element may be marked. Goes up to the first element that decides, step
   * by step: pages nest deeper than calls may.
   */
  includes(element: Element): boolean {
    const undecided: Element[] = [];
    let answer = true;
    for (let at: Element | null = element; at; at = this.parentOf(at)) {
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
    if (isLeftAlone(element)) return false;
    const language = element.getAttribute('lang');
    if (language === null || language === '') return null;
    // A part in the glossary's language is explained also where the page around it is in another.
    return isSameLanguage(language, this.language) && this.includesIgnoringLanguage(element);
  }

  private includesIgnoringLanguage(element: Element): boolean {
    for (let above = this.parentOf(element); above; above = this.parentOf(above)) {
      if (isLeftAlone(above)) return false;
    }
    return true;
  }
}

function isLeftAlone(element: MarkedUpElement): boolean {
  const tag = element.tagName.toUpperCase();
  if (SKIPPED_TAGS.has(tag)) return true;
  if (tag === 'PRE' && holdsCode(element)) return true;
  return isEditable(element) || element.getAttribute('translate') === 'no';
}

function holdsCode(pre: MarkedUpElement): boolean {
  if (CODE_CLASS.test(pre.className)) return true;
  for (const { tagName } of pre.children) if (tagName.toUpperCase() === 'CODE') return true;
  return false;
}

function isEditable(element: MarkedUpElement): boolean {
  const editable = element.getAttribute('contenteditable');
  if (editable !== null && editable.toLowerCase() !== 'false') return true;
  const role = element.getAttribute('role');
  return role === 'textbox' || role === 'searchbox' || role === 'combobox';
}

/** True where two language tags name the same language, whatever their regions (`en-GB`, `en`). */
export function isSameLanguage(tag: string, language: string): boolean {
  return tag.toLowerCase().split(/[-_]/)[0] === language.toLowerCase().split(/[-_]/)[0];
}
