/** A list in Vue for the bench. */
import { createApp, h, nextTick, shallowRef } from 'vue';
import { readRows, showNext, takeSteps, valueOf, type Shown } from './rows';

const shown = shallowRef<Shown>({ rows: readRows(), step: 0 });
takeSteps(() => {
  shown.value = showNext(shown.value);
  void nextTick();
});

createApp({
  render: () =>
    shown.value.rows.map((row) => {
      const [first, second, third] = row.texts;
      return h('p', { key: row.id }, [first, h('b', second), third, valueOf(row, shown.value.step)]);
    }),
}).mount('main');
