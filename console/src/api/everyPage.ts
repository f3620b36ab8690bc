/** A list that comes in pages goes in, all that is in it comes out, up to a limit that no organization reaches. */
import type { Page } from "./shapes";

const PAGES = 10;

export async function everyPage<T>(page: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  for (let looks = 0; looks < PAGES; looks += 1) {
    const one = await page(cursor);
    found.push(...one.items);
    if (!one.next_cursor) break;
    cursor = one.next_cursor;
  }
  return found;
}
