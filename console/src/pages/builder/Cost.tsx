/** What the text amounts to for one person and for all. */
import { estimate } from "./cost";
import type { Preview } from "./PhonePreview";
import style from "./text.module.css";
import card from "./builder.module.css";
import { words } from "./words";

export function Cost({ preview, contacts }: { preview: Preview | undefined; contacts: number }) {
  const found = preview && estimate(preview, contacts);
  if (!found) return null;
  const { each, all } = found;
  return (
    <section className={card.card} aria-label={words.text.cost}>
      <h3>{words.text.cost}</h3>
      <dl className={style.cost}>
        <div>
          <dt>{words.text.onePerson}</dt>
          <dd>{words.text.range(each.least, each.most)}</dd>
        </div>
        {contacts > 0 && (
          <div>
            <dt>{words.text.everybody(contacts)}</dt>
            <dd>{words.text.all(all.least, all.most)}</dd>
          </div>
        )}
      </dl>
      <p className="soft small">{contacts > 0 ? words.text.allNote : words.text.allLater}</p>
    </section>
  );
}
