/** A text as a QR code, drawn as one path. */
import { encode } from "uqr";
import style from "./account.module.css";
import { pathOf } from "./qrPath";

/** Dark on light in both schemes, with the quiet zone that cameras need. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  return (
    <svg className={style.qr} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={label}>
      <path d={pathOf(data)} />
    </svg>
  );
}
