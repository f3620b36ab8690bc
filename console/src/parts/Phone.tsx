/** A phone number as people write it; what is copied or read by a machine stays E.164. */
import { writePhone } from "./writePhone";

export function Phone({ value }: { value: string }) {
  return (
    <span className="nowrap" title={value} data-phone={value}>
      {writePhone(value)}
    </span>
  );
}
