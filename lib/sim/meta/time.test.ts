import { describe, expect, it } from "vitest";
import { goDuration, humanDuration, parseGoDuration } from "./duration";
import { formatMicroTime, formatRfc1123Z, formatTime, parseTime } from "./time";

describe("times", () => {
  it.each([
    [0, "1970-01-01T00:00:00Z"],
    [951_782_400_000, "2000-02-29T00:00:00Z"],
    [1_772_355_600_000, "2026-03-01T09:00:00Z"],
    [4_107_542_399_000, "2100-02-28T23:59:59Z"],
  ])("writes and reads %d", (ms, text) => {
    expect(formatTime(ms)).toBe(text);
    expect(parseTime(text)).toBe(ms);
    expect(formatTime(ms)).toBe(new Date(ms).toISOString().replace(".000Z", "Z"));
  });

  it("writes the other forms", () => {
    expect(formatRfc1123Z(1_772_355_600_000)).toBe("Sun, 01 Mar 2026 09:00:00 +0000");
    expect(formatMicroTime(1_772_355_600_123)).toBe("2026-03-01T09:00:00.123000Z");
    expect(parseTime("2026-03-01T18:00:00+09:00")).toBe(1_772_355_600_000);
    expect(parseTime("2026-02-30T00:00:00Z")).toBeUndefined();
  });
});

describe("durations", () => {
  it.each([
    [0, "0s"],
    [119_000, "119s"],
    [120_000, "2m"],
    [330_000, "5m30s"],
    [3 * 3_600_000, "3h"],
    [49 * 3_600_000, "2d1h"],
    [-5000, "<invalid>"],
    [400 * 86_400_000, "400d"],
  ])("%d ms is %s old", (ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });

  it("speaks Go", () => {
    expect(goDuration(3_600_000)).toBe("1h0m0s");
    expect(goDuration(1_234.5)).toBe("1.2345s");
    expect(parseGoDuration("1h30m")).toBe(5_400_000);
    expect(parseGoDuration("1.5s")).toBe(1500);
    expect(parseGoDuration("5")).toBeUndefined();
  });
});
