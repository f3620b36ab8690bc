/** What the text amounts to for one person and for all. */
import { Card } from "../../parts/Card";
import { estimate } from "./cost";
import type { Preview } from "./PhonePreview";
import style from "./text.module.css";
import { words } from "./words";

export function Cost({ preview, contacts }: { preview: Preview | undefined; contacts: number }) {
  const found = preview && estimate(preview, contacts);
  if (!found) return null;
  const { each, all } = found;
  return (
    <Card title={words.text.cost} level="h3">
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
    </Card>
  );
}
