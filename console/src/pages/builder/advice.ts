/** A text goes in; what carriers and readers will mind about it comes out. */
const SHORTENERS = [
  "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly", "tiny.cc", "shorturl.at", "t.ly", "rb.gy", "lnkd.in", "bit.do", "qr.ae",
] as const;

export type Advice = { kind: "opt-out" } | { kind: "shortener"; link: string } | { kind: "unsigned" };

export function adviceOn(text: string, organization: string): Advice[] {
  if (text.trim() === "") return [];
  const link = shortenerIn(text);
  return [
    ...(/\bSTOP\b/i.test(text) ? [] : [{ kind: "opt-out" } as const]),
    ...(link ? [{ kind: "shortener", link } as const] : []),
    ...(isSigned(text, organization) ? [] : [{ kind: "unsigned" } as const]),
  ];
}

function shortenerIn(text: string): string | undefined {
  const hosts: readonly string[] = text.toLowerCase().match(/[a-z0-9-]+(?:\.[a-z0-9-]+)+/g) ?? [];
  return SHORTENERS.find((one) => hosts.includes(one) || hosts.includes(`www.${one}`));
}

/** One word of its name is enough: nobody writes "Inc." in a text. */
function isSigned(text: string, organization: string): boolean {
  const words = organization.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const said = text.toLowerCase();
  return words.length === 0 || words.some((word) => said.includes(word));
}
