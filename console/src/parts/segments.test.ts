import { describe, expect, it } from "vitest";
import { segmentsOf } from "./segments";

const a = (times: number) => "a".repeat(times);

describe("segments", () => {
  it.each([
    ["nothing", "", 1, "GSM-7", 0, 160],
    ["a full one", a(160), 1, "GSM-7", 160, 0],
    ["one too many", a(161), 2, "GSM-7", 161, 145],
    ["two full ones", a(306), 2, "GSM-7", 306, 0],
    ["a third", a(307), 3, "GSM-7", 307, 152],
    ["the basic table", "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\n", 1, "GSM-7", 43, 117],
    ["the extension, two places each", "^{}\\[~]|€", 1, "GSM-7", 18, 142],
    ["the extension at the edge", `${a(159)}€`, 2, "GSM-7", 161, 145],
    ["UCS-2, full", `${a(69)}’`, 1, "UCS-2", 70, 0],
    ["UCS-2, one too many", `${a(70)}’`, 2, "UCS-2", 71, 63],
    ["UCS-2, two full ones", `${a(133)}’`, 2, "UCS-2", 134, 0],
    ["an emoji, two units", "🌱", 1, "UCS-2", 2, 68],
  ] as const)("of %s", (_name, text, count, encoding, used, left) => {
    expect(segmentsOf(text)).toMatchObject({ count, encoding, used, left });
  });
  it("name the character that forces UCS-2, whole", () => {
    expect(["plain", "it’s 100€", "yes 🌱 ’", "ç"].map((text) => segmentsOf(text).forcedBy)).toEqual([undefined, "’", "🌱", "ç"]);
  });
});
