import type { TopicBranch } from '../entrypoints/popup/topic-tree';
import type { Texts } from '../shared/texts';
import { OnwardIcon } from './icons';
import { firstSentence } from './short-meaning';

interface TopicListProps {
  topics: readonly TopicBranch[];
  texts: Texts;
  onOpenTopic: (id: string) => void;
}

/** Topics, one to a line, with what they are about and how many words they hold. */
export function TopicList({ topics, texts, onOpenTopic }: TopicListProps) {
  return (
    <ul class="rows">
      {topics.map(({ topic, count }) => (
        <li key={topic.id}>
          <button
            type="button"
            class="row row-onward"
            data-opens={`topic:${topic.id}`}
            onClick={() => onOpenTopic(topic.id)}
          >
            <span class="row-term">{topic.title}</span>{' '}
            <span class="row-count">{countWords(count, texts)}</span>{' '}
            <span class="row-meaning">{topic.intro}</span>
            <OnwardIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface TopicPageProps {
  branch: TopicBranch;
  texts: Texts;
  onOpenTopic: (id: string) => void;
  onOpenEntry: (id: string) => void;
}

/** One topic: what it is about, its short lists, the topics inside it and its words. */
export function TopicPage({ branch, texts, onOpenTopic, onOpenEntry }: TopicPageProps) {
  const { topic, children, lines } = branch;
  return (
    <article class="topic">
      <h2 class="page-heading" tabIndex={-1} data-heading>
        {topic.title}
      </h2>
      <p class="topic-intro">{topic.intro}</p>
      {topic.lists.map((list) => (
        <section key={list.title} class="topic-list">
          <h3>{list.title}</h3>
          <ul>
            {list.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      ))}
      {children.length > 0 && (
        <section>
          <h3 class="list-heading">{texts('popupTopicsInside')}</h3>
          <TopicList topics={children} texts={texts} onOpenTopic={onOpenTopic} />
        </section>
      )}
      {lines.length > 0 && (
        <section>
          <h3 class="list-heading">{texts('popupTopicWords', countWords(lines.length, texts))}</h3>
          <ul class="rows">
            {lines.map((line) => (
              <li key={line.id}>
                <button
                  type="button"
                  class="row"
                  data-opens={`entry:${line.id}`}
                  onClick={() => onOpenEntry(line.id)}
                >
                  <span class="row-term">{line.term}</span>{' '}
                  {line.abbreviations.length > 0 && (
                    <span class="row-names">{line.abbreviations.join(', ')}</span>
                  )}{' '}
                  <span class="row-meaning">{firstSentence(line.plain)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

function countWords(count: number, texts: Texts): string {
  return count === 1 ? texts('popupWordsOne') : texts('popupWords', String(count));
}
