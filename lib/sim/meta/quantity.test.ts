import { describe, expect, it } from "vitest";
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  formatQuantity,
  milliValue,
  quantityError,
  quantityErrors,
  quantityOf,
  quantityValue,
} from "./quantity";

describe("quantities", () => {
  it.each([
    ["0", "0"],
    ["1000m", "1"],
    ["0.5Gi", "512Mi"],
    ["1.5Gi", "1536Mi"],
    ["0.5", "500m"],
    ["100m", "100m"],
    ["1024Mi", "1Gi"],
    ["1000Ki", "1000Ki"],
    ["512", "512"],
    ["1e3", "1e3"],
    ["1E3", "1E3"],
    ["12e5", "1200e3"],
    ["1000k", "1M"],
    ["0.1m", "100u"],
    ["0.0000000001", "1n"],
    ["100M", "100M"],
    ["-1", "-1"],
    ["1.500", "1.500"],
    ["2000", "2k"],
    ["0Mi", "0"],
    ["0.5Ki", "512"],
    ["1023Ki", "1023Ki"],
  ])("writes %s as %s", (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  it.each([
    ["64MB", quantityErrors.format],
    ["64 Mi", quantityErrors.format],
    ["abc", quantityErrors.format],
    ["", quantityErrors.format],
    ["5mi", quantityErrors.suffix],
    ["1e999999999", quantityErrors.suffix],
  ])("refuses %s", (text, error) => {
    expect(quantityError(text)).toBe(error);
  });

  it("adds in the suffix family of the first", () => {
    expect(formatQuantity(addQuantities(quantityOf("512Mi"), quantityOf("512Mi")))).toBe("1Gi");
    expect(formatQuantity(addQuantities(quantityOf("0"), quantityOf("1Gi")))).toBe("1Gi");
    expect(formatQuantity(addQuantities(quantityOf("250m"), quantityOf("1")))).toBe("1250m");
  });

  it("compares across families and rounds up", () => {
    expect(compareQuantities(quantityOf("1Gi"), quantityOf("1G"))).toBe(1);
    expect(compareQuantities(quantityOf("1"), quantityOf("1000m"))).toBe(0);
    expect(milliValue(quantityOf("1500u"))).toBe(2);
    expect(quantityValue(quantityOf("100m"))).toBe(1);
  });
});
