/** Words as buttons: put into frames of sites for which a person asked for them, beside the engine. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { WordPainter } from '../../page/paint-words';
import { makeRootStyler } from '../../page/root-styles';
import { frameLifetime } from '../../shared/lifetime';
import { wordPainterMaker } from '../../shared/words-global';
import wordStyles from '../word-buttons.css?inline';

export default defineUnlistedScript(() => {
  const lifetime = frameLifetime();
  if (!lifetime) return;
  wordPainterMaker.leave(
    (options) => new WordPainter({ ...options, styleRoot: makeRootStyler(wordStyles) }),
    lifetime,
  );
});
