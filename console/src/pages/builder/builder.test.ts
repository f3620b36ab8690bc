// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { Campaign } from "../../api/shapes";
import { segmentsOf } from "../../parts/segments";
import { adviceOn } from "./advice";
import { estimate } from "./cost";
import { allReplaced, costlyIn, costOf, replaced } from "./costly";
import { clockOf, windowOf } from "./hours";
import { EXAMPLE, render } from "./render";
import { areaCodes, heldBy, isSame, needed, propose, stillNeeded } from "./reserving";
import { nextOf, stepFor, stepsOf } from "./steps";
import { zonesOf } from "./zones";

describe("segments", () => {
  it.each([
    ["nothing", "", 1, "GSM-7"],
    ["160 plain characters", "a".repeat(160), 1, "GSM-7"],
    ["161 plain characters", "a".repeat(161), 2, "GSM-7"],
    ["306 plain characters", "a".repeat(306), 2, "GSM-7"],
    ["307 plain characters", "a".repeat(307), 3, "GSM-7"],
    ["80 euro signs, two places each", "€".repeat(80), 1, "GSM-7"],
    ["81 euro signs", "€".repeat(81), 2, "GSM-7"],
    ["brackets and a backslash", `${"a".repeat(157)}[\\`, 2, "GSM-7"],
    ["accents of the basic table", "é à ñ Ü ß Ø".padEnd(160), 1, "GSM-7"],
    ["70 characters with a curly quote", "’".padEnd(70), 1, "UCS-2"],
    ["71 characters with a curly quote", "’".padEnd(71), 2, "UCS-2"],
    ["134 characters with a curly quote", "’".padEnd(134), 2, "UCS-2"],
    ["135 characters with a curly quote", "’".padEnd(135), 3, "UCS-2"],
    ["35 emoji of two units", "😀".repeat(35), 1, "UCS-2"],
    ["36 emoji of two units", "😀".repeat(36), 2, "UCS-2"],
    ["letters that look basic and are not", "ë ç ã", 1, "UCS-2"],
  ])("of %s", (_name, text, count, encoding) => {
    expect([segmentsOf(text).count, segmentsOf(text).encoding]).toEqual([count, encoding]);
  });
});

describe("a text for one person", () => {
  it.each([
    ["Hi {first_name}, hello", "Hi Ada, hello"],
    ["Hi { first_name }!", "Hi Ada!"],
    ["Hi {nickname}, hello {last_name}", "Hi, hello Moss"],
    ["  as it is  ", "  as it is  "],
    ["{nickname}", ""],
  ])("%s", (text, body) => {
    expect(render(text, EXAMPLE)).toBe(body);
  });
});

describe("characters that cost", () => {
  it("are told once each, with what looks alike", () => {
    expect(costlyIn("“Hi” – it’s 🎉🎉").map((one) => [one.character, one.times, one.alike])).toEqual([
      ["“", 1, '"'], ["”", 1, '"'], ["–", 1, "-"], ["’", 1, "'"], ["🎉", 2, undefined],
    ]);
  });
  it("are whole even where they have several parts", () => {
    expect(costlyIn("👩🏽‍🚒!").map((one) => one.character)).toEqual(["👩🏽‍🚒"]);
  });
  it("are named where nobody can see them", () => {
    expect(costlyIn("a\u00a0b\u200bc").map((one) => one.name)).toEqual(["a hard space", "an invisible character"]);
  });
  it("are replaced, one kind or all", () => {
    expect(replaced("it’s – so’s", "’")).toBe("it's – so's");
    expect(allReplaced("“Hi” – it’s… 🎉")).toBe('"Hi" - it\'s... 🎉');
  });
  it("cost what they add", () => {
    const body = `${"a".repeat(140)}’`;
    expect(costOf(body, costlyIn(body))).toEqual({ now: 3, without: 1 });
  });
});

describe("advice", () => {
  const kinds = (text: string) => adviceOn(text, "Riverside Tenants").map((one) => one.kind);
  it("asks for a way out, a name, and links of one's own", () => {
    expect(kinds("Hi, come on Saturday: https://bit.ly/3xY")).toEqual(["opt-out", "shortener", "unsigned"]);
    expect(kinds("Hi, it's the Riverside Tenants. Come? Reply STOP to opt out. riverside.org/sat")).toEqual([]);
  });
  it("says nothing of an empty text, nor of hosts that only look alike", () => {
    expect(kinds("  ")).toEqual([]);
    expect(kinds("Tenants: rabbit.ly and habit.lyon.fr. STOP ends it.")).toEqual([]);
  });
});

describe("when texts may leave", () => {
  const hours = { opens: "09:00", closes: "20:00" };
  const at = new Date("2026-03-10T16:00:00Z"); // noon in New York, 9 AM in Los Angeles
  it("is on each zone's own clock", () => {
    expect(windowOf(["America/New_York"], hours, at)).toMatchObject({ from: 540, to: 1200, now: 720, isOpen: true, until: 480 });
    expect(windowOf(["Pacific/Honolulu"], hours, at)).toMatchObject({ now: 360, isOpen: false, until: 180 });
  });
  it("is when all zones that a phone could be in allow it", () => {
    expect(windowOf(["America/New_York", "America/Los_Angeles"], hours, at)).toMatchObject({ from: 720, to: 1200, isOpen: true });
    expect(windowOf([], hours, at)).toMatchObject({ from: 900, to: 1200, isOpen: false });
  });
  it("is never where they share no hour", () => {
    const narrow = windowOf(["America/New_York", "Pacific/Honolulu"], { opens: "09:00", closes: "11:00" }, at);
    expect([narrow.from === narrow.to, narrow.isOpen]).toEqual([true, false]);
  });
  it("reads as a clock", () => {
    expect([clockOf(0), clockOf(750), clockOf(1260)]).toEqual(["12 AM", "12:30 PM", "9 PM"]);
  });
  it("groups an audience by its zones, the most people first", () => {
    const contacts = [["A/B"], ["A/C", "A/B"], ["A/B", "A/C"], []].map((time_zones) => ({ time_zones }));
    expect(zonesOf(contacts).map((one) => one.people)).toEqual([2, 1, 1]);
  });
});

describe("numbers", () => {
  const rows = areaCodes({ 212: { AVAILABLE: 2, ALLOCATED: 4 }, 646: { AVAILABLE: 9 }, 718: { ALLOCATED: 1 } }, { 212: 1 });
  it("are one for two hundred people", () => {
    expect([needed(0), needed(1), needed(200), needed(201), needed(1700)]).toEqual([0, 1, 1, 2, 9]);
    expect([stillNeeded({}, 60, 2), stillNeeded({ 212: 1 }, 60, 2), stillNeeded({ 212: 3 }, 1700, 2), stillNeeded({}, 0, 2)]).toEqual([1, 0, 2, 2]);
  });
  it("are offered where any are free or held", () => {
    expect(rows.map((one) => one.code)).toEqual(["212", "646"]);
  });
  it("are proposed from where most are free; what is held stays", () => {
    expect(propose(rows, 6)).toEqual({ 646: 5, 212: 1 });
    expect(propose(rows, 99)).toEqual({ 646: 9, 212: 3 });
  });
  it("are the same whether a code is named with none or not at all", () => {
    expect([isSame({ 212: 1, 646: 0 }, { 212: 1 }), isSame({ 212: 1 }, { 646: 1 })]).toEqual([true, false]);
    expect(heldBy([{ area_code: "212" }, { area_code: "212" }])).toEqual({ 212: 2 });
  });
});

describe("the steps", () => {
  const campaign = (changes: Partial<Campaign> = {}) => ({ state: "DRAFT", contacts: 10, load_id: "l", text: "Hi", warnings: [], ...changes }) as Campaign;
  const says = (one: Campaign, reserved?: number) => stepsOf(one, reserved, undefined).map((step) => `${step.isDone ? "+" : "-"} ${step.says}`);
  it("say how each stands", () => {
    expect(says(campaign(), 2)).toEqual(["+ 10 people", "+ Written", "+ 2 numbers reserved", "- Not started"]);
    expect(says(campaign({ contacts: 0, load_id: null, text: " " }), 0)).toEqual(["- Nobody yet", "- Not written yet", "- None reserved", "- Not started"]);
    expect(says(campaign({ state: "ACTIVE" }), 2)).toEqual(["+ 10 people", "+ Written", "+ 2 numbers", "+ Started"]);
  });
  it("begin with the first that lacks something", () => {
    expect(nextOf(stepsOf(campaign({ text: "" }), 0, undefined))).toBe("text");
    expect(nextOf(stepsOf(campaign(), 2, undefined))).toBe("start");
  });
  it("mend what a start lacks", () => {
    expect([stepFor("contacts"), stepFor("numbers"), stepFor("service-vendor")]).toEqual(["audience", "numbers", undefined]);
  });
});

describe("small rules", () => {
  it("estimate from those shown", () => {
    const preview = { samples: [1, 2, 1].map((count) => ({ segments: { count } })) } as never;
    expect(estimate(preview, 100)).toEqual({ each: { least: 1, most: 2 }, all: { least: 100, most: 200 } });
    expect(estimate({ samples: [] } as never, 100)).toBeUndefined();
  });
});
