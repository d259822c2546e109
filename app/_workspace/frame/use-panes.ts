"use client";
// How wide the panes are, and which one a phone shows.
import { useCallback, useState } from "react";
import { isBoolean, useRemembered } from "../use-screen-options";

export type PaneName = "task" | "editor" | "terminal" | "cluster";

interface Sizes {
  readonly task: number;
  readonly cluster: number;
  /** Of the height of the centre, in percent. */
  readonly editor: number;
}

const bounds = {
  task: { min: 240, max: 720 },
  cluster: { min: 220, max: 720 },
  editor: { min: 12, max: 88 },
} as const;

const usual: Sizes = { task: 380, cluster: 350, editor: 52 };

const isSizes = (value: unknown): value is Sizes =>
  typeof value === "object" &&
  value !== null &&
  (["task", "cluster", "editor"] as const).every((name) => {
    const size = (value as Record<string, unknown>)[name];
    return typeof size === "number" && size >= bounds[name].min && size <= bounds[name].max;
  });

export function usePanes() {
  const [sizes, setSizes] = useRemembered("naru-panes", usual, isSizes);
  const [isFolded, setFolded] = useRemembered("naru-cluster-folded", false, isBoolean);
  const [shown, setShown] = useState<PaneName>("task");
  const show = useCallback((pane: PaneName) => setShown(pane), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: Changes nothing but the remembered value.
  const unfoldCluster = useCallback(() => setFolded(false), []);
  const set = (name: keyof Sizes) => (size: number | undefined) =>
    setSizes({ ...sizes, [name]: clamp(size ?? usual[name], bounds[name]) });
  return {
    sizes,
    bounds,
    shown,
    show,
    isFolded,
    unfoldCluster,
    toggleCluster: () => setFolded(!isFolded),
    setTask: set("task"),
    setCluster: set("cluster"),
    setEditor: set("editor"),
  };
}

const clamp = (size: number, { min, max }: { min: number; max: number }): number =>
  Math.round(Math.min(max, Math.max(min, size)));
