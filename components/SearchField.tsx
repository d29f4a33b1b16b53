import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Texts } from '../shared/texts';
import { CrossIcon, SearchIcon } from './icons';

interface SearchFieldProps {
  query: string;
  texts: Texts;
  onSearch: (query: string) => void;
  /** Enter was pressed. */
  onSubmit: () => void;
}

/** The search field, which has the focus from the start. Esc empties it first; only in the empty field does it close the popup, as browsers do. */
export function SearchField({ query, texts, onSearch, onSubmit }: SearchFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  // The autofocus attribute counts only while a document loads; this is drawn after.
  useLayoutEffect(() => field.current?.focus(), []);

  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <SearchIcon />
      <label class="unseen" for={id}>
        {texts('popupSearch')}
      </label>
      <input
        id={id}
        ref={field}
        class="search-field"
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={texts('popupSearch')}
        value={query}
        onInput={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.currentTarget.value === '') return;
          event.preventDefault();
          onSearch('');
        }}
      />
      {query !== '' && (
        <button
          type="button"
          class="icon-button"
          aria-label={texts('popupClearSearch')}
          onClick={() => {
            onSearch('');
            field.current?.focus();
          }}
        >
          <CrossIcon />
        </button>
      )}
    </form>
  );
}
