/** One regular expression for many words, with what they share at their beginnings factored out. */

interface Branch {
  isEnd: boolean;
  next: Map<string, Branch>;
}

/** The source of a pattern that matches each of the words as a whole word. */
export function triePattern(words: readonly string[]): string {
  const root: Branch = { isEnd: false, next: new Map() };
  for (const word of words) {
    let branch = root;
    for (const character of word.toLowerCase()) {
      let next = branch.next.get(character);
      if (next === undefined) branch.next.set(character, (next = { isEnd: false, next: new Map() }));
      branch = next;
    }
    branch.isEnd = true;
  }
  return String.raw`\b${patternOf(root)}\b`;
}

function patternOf({ isEnd, next }: Branch): string {
  const ways = [...next].map(([character, branch]) => escape(character) + patternOf(branch));
  if (ways.length === 0) return '';
  if (ways.length === 1 && !isEnd) return ways[0] ?? '';
  return `(?:${ways.join('|')})${isEnd ? '?' : ''}`;
}

function escape(character: string): string {
  return character.replace(/[$()*+./?[\\\]^{|}-]/, String.raw`\$&`);
}
