/** A pasted list or a CSV text goes in; its phones with their rows come out, and what an import of them did. */
import type { components } from "../../api/schema.gen";

export interface Entry {
  /** As in the text, counted from 1, a header included. */
  row: number;
  phone: string;
}

export interface Listed {
  entries: Entry[];
  /** The column's name, where a header tells it. */
  column?: string;
}

export type Imported = components["schemas"]["ImportShape"];

export const AT_ONCE = 1_000;
const LONGEST = 40;
const PHONE_WORDS = ["phone", "number", "mobile", "cell"];

/** The column whose header speaks of a phone, else the first one; empty cells are left out. */
export function listOf(text: string): Listed {
  const rows = cellsOf(text.replace(/^\uFEFF/, ""));
  const header = rows[0]?.map((cell) => cell.trim().toLowerCase()) ?? [];
  const named = header.findIndex((cell) => PHONE_WORDS.some((word) => cell.includes(word)));
  const at = Math.max(named, 0);
  const entries = rows.map((cells, index) => ({ row: index + 1, phone: (cells[at] ?? "").trim() })).slice(named >= 0 ? 1 : 0);
  const found = { entries: entries.filter((one) => one.phone !== "") };
  return named >= 0 ? { ...found, column: rows[0]?.[named]?.trim() ?? "" } : found;
}

/** Commas, semicolons or tabs, whichever the first line has most of; quoted cells may hold any of them. */
function cellsOf(text: string): string[][] {
  const first = text.split("\n", 1)[0] ?? "";
  const delimiter = [",", ";", "\t"].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ",";
  return text.split(/\r?\n/).map((line) => cellsOfLine(line, delimiter));
}

function cellsOfLine(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  return [...cells, cell];
}

/** What is too long for any phone is refused at once; the API would refuse the whole list for it. */
export function sorted(entries: readonly Entry[]): { sendable: Entry[]; refused: Entry[] } {
  const isLong = (one: Entry) => one.phone.length > LONGEST;
  return { sendable: entries.filter((one) => !isLong(one)), refused: entries.filter(isLong) };
}

export function batchesOf(entries: readonly Entry[]): Entry[][] {
  return Array.from({ length: Math.ceil(entries.length / AT_ONCE) }, (_, index) => entries.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}

/** What was done so far and what one more batch did; the API counts a batch's rows from 1. */
export function plus(sum: Imported, batch: readonly Entry[], done: Imported): Imported {
  const refused = done.refused.map(({ row, phone }) => ({ row: batch[row - 1]?.row ?? row, phone }));
  return { opted_out: sum.opted_out + done.opted_out, already: sum.already + done.already, refused: [...sum.refused, ...refused] };
}
