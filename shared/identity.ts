/** The add-on's id in Firefox; storage, updates and tests depend on it, so it never changes. */
export const GECKO_ID = 'glossary-helper@glossary-helper.example';
