import { afterEach, describe, expect, it } from "vitest";
import { count, counted, share } from "./counts";
import { matches } from "./ConfirmWithCount";
import { shortTime, span } from "./moments";
import { noteDate, serverNow } from "./serverTime";
import { writePhone } from "./writePhone";

describe("counts", () => {
  it("have thousands' separators and the right noun", () => {
    expect(count(1204)).toBe("1,204");
    expect(counted(1, "text")).toBe("1 text");
    expect(counted(2, "reply", "replies")).toBe("2 replies");
  });
  it("never round a share to all or to nothing", () => {
    expect([share(999, 1000), share(1, 1000), share(1000, 1000), share(0, 5), share(0, 0)]).toEqual([">99%", "<1%", "100%", "0%", "–"]);
  });
  it("are confirmed with or without separators", () => {
    expect([matches("1,204", 1204), matches("1204", 1204), matches("120", 1204), matches("", 0)]).toEqual([true, true, false, false]);
  });
});

describe("times", () => {
  const now = new Date("2026-03-10T16:00:00Z");
  it("are as short as can be understood", () => {
    const zone = "America/New_York";
    expect(shortTime(new Date("2026-03-10T14:42:00Z"), now, zone)).toBe("10:42 AM");
    expect(shortTime(new Date("2026-03-08T14:42:00Z"), now, zone)).toBe("Sun 10:42 AM");
    expect(shortTime(new Date("2026-01-08T14:42:00Z"), now, zone)).toBe("Jan 8, 9:42 AM");
  });
  it("become spans in words", () => {
    expect([span(20), span(61), span(600), span(7200), span(200_000)]).toEqual(["less than a minute", "about 1 minute", "about 10 minutes", "about 2 hours", "about 2 days"]);
  });
});

describe("the API's present", () => {
  const answered = (later: number) => noteDate(new Date(Date.now() + later).toUTCString());
  afterEach(() => answered(0));
  it.each([-60_000, 60_000])("is ours where it is about the same: %i", (later) => {
    answered(later);
    expect(Math.abs(serverNow().getTime() - Date.now())).toBeLessThan(1000);
  });
  it.each([-3_600_000, 3_600_000])("is theirs where ours is far from it: %i", (later) => {
    answered(later);
    expect(Math.abs(serverNow().getTime() - Date.now() - later)).toBeLessThan(2000);
  });
  it("stays where an answer has no date", () => {
    answered(3_600_000);
    noteDate(null);
    expect(serverNow().getTime() - Date.now()).toBeGreaterThan(3_500_000);
  });
});

describe("phones", () => {
  it("read as people write them", () => {
    expect([writePhone("+12025550123"), writePhone("+442071838750")]).toEqual(["(202) 555-0123", "+442071838750"]);
  });
});
