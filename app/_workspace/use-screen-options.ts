"use client";
// Small choices of the learner about the workspace, kept in this browser.
import { useState } from "react";

export function useRemembered<T>(
  name: string,
  fallback: T,
  isValid: (value: unknown) => value is T,
): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => read(name, fallback, isValid));
  const change = (next: T) => {
    setValue(next);
    try {
      localStorage.setItem(name, JSON.stringify(next));
    } catch {
      // Private windows may refuse; then it holds until the page is left.
    }
  };
  return [value, change];
}

function read<T>(name: string, fallback: T, isValid: (value: unknown) => value is T): T {
  if (typeof window === "undefined") return fallback;
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? "null");
    return isValid(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

export const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
