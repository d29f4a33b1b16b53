import { h } from 'preact';
import type { Picture } from '../glossary/schema';

/** The drawing of an entry. Its labels are part of the image, which is read aloud by its alternative text. */
export function EntryPicture({ picture, language }: { picture: Picture; language: string }) {
  return (
    <svg class="entry-picture" viewBox="0 0 320 180" role="img" aria-label={picture.alt} lang={language}>
      {picture.shapes.map(({ tag, attributes, text }) =>
        h(tag, Object.fromEntries(attributes.map(({ name, value }) => [name, value])), text),
      )}
    </svg>
  );
}
