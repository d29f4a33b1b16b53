/** The card: put into a frame beside the engine when one is about to be opened there for the first time. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import cardStyles from '../../components/card.css?inline';
import entryStyles from '../../components/entry-body.css?inline';
import tokenStyles from '../../components/tokens.css?inline';
import { CardHost } from '../../page/card-host';
import { cardMaker } from '../../shared/card-global';
import { frameLifetime } from '../../shared/lifetime';

export default defineUnlistedScript(() => {
  const lifetime = frameLifetime();
  if (!lifetime) return;
  cardMaker.leave((options) => {
    const styles = new CSSStyleSheet();
    styles.replaceSync(`${tokenStyles}\n${entryStyles}\n${cardStyles}`);
    return new CardHost({ ...options, styles });
  }, lifetime);
});
