/** A chosen file goes in; what is wrong with it before anything is uploaded, and its first row's names, come out. */
import type { Sentence } from "../../api/problem";
import { words } from "./words";

export const MOST_BYTES = 100 * 1024 * 1024;
const EXCEL = /\.(xlsx|xlsm|xlsb|xls|ods|numbers)$/i;
const OTHER = /\.(pdf|docx?|zip|gz|rar|7z|json|xml|html?|vcf|png|jpe?g)$/i;
const DELIMITERS = [",", ";", "\t", "|"];
const HEAD = 64 * 1024;

export function wrongWith({ name, size }: Pick<File, "name" | "size">): Sentence | undefined {
  if (EXCEL.test(name)) return words.wrongFile.excel;
  if (OTHER.test(name)) return words.wrongFile.other;
  if (size === 0) return words.wrongFile.empty;
  return size > MOST_BYTES ? words.wrongFile.big(size, MOST_BYTES) : undefined;
}

/** For the case that no column is known to be the phone: then a person has to say it, by these names. */
export async function headersOf(file: Blob): Promise<string[]> {
  const text = (await file.slice(0, HEAD).text().catch(() => "")).replace(/^\uFEFF/, "");
  const tries = DELIMITERS.map((delimiter) => firstRow(text, delimiter));
  return tries.reduce((best, one) => (one.length > best.length ? one : best), []).filter(Boolean);
}

/** The cells of the first row that is not empty. */
export function firstRow(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (const letter of `${text}\n`) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && letter === delimiter) {
      cells.push(cell.trim());
      cell = "";
    } else if (!isQuoted && (letter === "\n" || letter === "\r")) {
      cells.push(cell.trim());
      if (cells.some(Boolean)) return cells;
      cells.length = 0;
      cell = "";
    } else cell += letter;
  }
  return [];
}
