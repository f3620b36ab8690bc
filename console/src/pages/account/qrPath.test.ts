import { encode } from "uqr";
import { describe, expect, it } from "vitest";
import { digitsOf, inFours, isCode, pathOf } from "./qrPath";

describe("a QR code", () => {
  it("is one path over runs of dark squares", () => {
    expect(pathOf([[true, true, false, true], [false, false, false, false], [false, true, true, false]])).toBe("M0 0h2v1h-2zM3 0h1v1h-1zM1 2h2v1h-2z");
  });
  it("holds every dark square once", () => {
    const { data } = encode("otpauth://totp/Groundswell:ada@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Groundswell", { ecc: "M", border: 4 });
    const dark = data.flat().filter(Boolean).length;
    const drawn = [...pathOf(data).matchAll(/h(\d+)v/g)].reduce((sum, run) => sum + Number(run[1]), 0);
    expect(drawn).toBe(dark);
    expect(data[0]?.some(Boolean)).toBe(false);
  });
});

describe("a key and a code", () => {
  it("are written and read in groups", () => {
    expect(inFours("JBSWY3DPEHPK3PX")).toBe("JBSW Y3DP EHPK 3PX");
    expect([digitsOf("123 456"), isCode("123 456"), isCode("12345"), isCode("12345a")]).toEqual(["123456", true, false, false]);
  });
});
