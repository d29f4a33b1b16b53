/** A list in React for the bench. */
import { createElement, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { readRows, showNext, takeSteps, valueOf } from './rows';

function RowLine({ row, step }) {
  const [first, second, third] = row.texts;
  return createElement('p', null, first, createElement('b', null, second), third, valueOf(row, step));
}

function List() {
  const [shown, setShown] = useState(() => ({ rows: readRows(), step: 0 }));
  takeSteps(() => flushSync(() => setShown(showNext)));
  return shown.rows.map((row) => createElement(RowLine, { key: row.id, row, step: shown.step }));
}

createRoot(document.querySelector('main') ?? document.body).render(createElement(List));
