import { describe, expect, it } from "vitest";
import type { Settings } from "../../../api/shapes";
import { bodyOf, draftOf, hoursWith, isSame, spoken, wrongWithDraft } from "./draft";

const settings = {
  name: "Riverside Tenants",
  opens: "09:00",
  closes: "20:00",
  pace: null,
  service_vendor: "twilio",
  service_managers: ["sticky-sender", "number-buyer"],
  opt_out_confirmation: "Done.",
  help_answer: "Help.",
  retention_days: null,
  version: 4,
} as unknown as Settings;

describe("the settings' form", () => {
  it("sends back what it does not show, as it was", () => {
    expect(bodyOf(draftOf(settings), settings)).toEqual({
      name: "Riverside Tenants",
      opens: "09:00",
      closes: "20:00",
      pace: null,
      service_managers: ["sticky-sender", "number-buyer"],
      opt_out_confirmation: "Done.",
      help_answer: "Help.",
      retention_days: 0,
    });
  });
  it("sends numbers as numbers", () => {
    const draft = { ...draftOf(settings), isForgetting: true, days: "90", isPaced: true, rate: "2.5" };
    expect(bodyOf(draft, settings)).toMatchObject({ retention_days: 90, pace: { scope: "ACCOUNT", segments_per_second: 2.5 } });
  });
  it("knows whether anything was changed", () => {
    const draft = draftOf(settings);
    expect([isSame(draft, draftOf(settings)), isSame(draft, { ...draft, help: "" })]).toEqual([true, false]);
  });
  it("tells what is wrong before it asks", () => {
    const draft = draftOf(settings);
    expect(wrongWithDraft(draft)).toEqual({});
    const wrong = { ...draft, name: " ", closes: "09:00", isForgetting: true, days: "3", isPaced: true, rate: "0" };
    expect(Object.keys(wrongWithDraft(wrong))).toEqual(["name", "closes", "retention_days", "pace"]);
  });
});

describe("hours", () => {
  it("are the law's, in half hours, with the one that is stored", () => {
    expect(hoursWith("09:00")).toHaveLength(27);
    expect(hoursWith("09:15").slice(2, 5)).toEqual(["09:00", "09:15", "09:30"]);
  });
  it("read as people say them", () => {
    expect(["08:00", "12:00", "12:30", "21:00", "00:05"].map(spoken)).toEqual(["8:00 AM", "12:00 PM", "12:30 PM", "9:00 PM", "12:05 AM"]);
  });
});
