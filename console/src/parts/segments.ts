/** A text goes in; how a carrier cuts it up comes out: its segments, its alphabet, what forced that, and the room left. */

/** 3GPP TS 23.038: the basic table takes one place for a character, the extension two. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const ONE = new Set(BASIC);
const TWO = new Set("\f^{}\\[~]|€");

export interface Segments {
  count: number;
  encoding: "GSM-7" | "UCS-2";
  /** The first character that GSM-7 does not have. */
  forcedBy: string | undefined;
  /** Places taken, and places until another segment begins. */
  used: number;
  left: number;
}

const ROOM = { "GSM-7": { single: 160, part: 153 }, "UCS-2": { single: 70, part: 67 } };

export function segmentsOf(text: string): Segments {
  const forcedBy = [...text].find((character) => !ONE.has(character) && !TWO.has(character));
  const encoding = forcedBy === undefined ? "GSM-7" : "UCS-2";
  const used = forcedBy === undefined ? septets(text) : text.length;
  const { single, part } = ROOM[encoding];
  const count = used <= single ? 1 : Math.ceil(used / part);
  return { count, encoding, forcedBy, used, left: (count === 1 ? single : count * part) - used };
}

const septets = (text: string) => [...text].reduce((sum, character) => sum + (TWO.has(character) ? 2 : 1), 0);
