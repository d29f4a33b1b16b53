/** Topics with what stands in them. Pure. */
import type { Catalogue, CatalogueLine, Topic } from '../../glossary/schema';

export interface TopicBranch {
  topic: Topic;
  /** Entries in the topic and all below it, each once. */
  count: number;
  children: TopicBranch[];
  /** Entries of the topic itself, by term. */
  lines: CatalogueLine[];
}

export interface TopicTree {
  roots: TopicBranch[];
  byId: ReadonlyMap<string, TopicBranch>;
}

/** Builds the tree in the order of the topic file. Topics with nothing to read in them are left out. */
export function buildTopicTree({ lines, topics, language }: Catalogue): TopicTree {
  const byTerm = [...lines].sort((a, b) => a.term.localeCompare(b.term, language, { sensitivity: 'base' }));
  const byId = new Map<string, TopicBranch>();

  function grow(topic: Topic, above: readonly string[]): { branch: TopicBranch; ids: Set<string> } | null {
    const own = byTerm.filter((line) => line.topics.includes(topic.id));
    const ids = new Set(own.map((line) => line.id));
    const children: TopicBranch[] = [];
    const path = [...above, topic.id];
    for (const child of topics) {
      // A topic that stands above itself would never end.
      if (child.parent !== topic.id || path.includes(child.id)) continue;
      const grown = grow(child, path);
      if (grown === null) continue;
      children.push(grown.branch);
      for (const id of grown.ids) ids.add(id);
    }
    if (ids.size === 0 && topic.lists.length === 0 && children.length === 0) return null;
    const branch = { topic, count: ids.size, children, lines: own };
    byId.set(topic.id, branch);
    return { branch, ids };
  }

  const known = new Set(topics.map((topic) => topic.id));
  const roots = topics
    .filter((topic) => topic.parent === null || !known.has(topic.parent))
    .flatMap((topic) => grow(topic, [])?.branch ?? []);
  return { roots, byId };
}
