// Every preset, by name.
import { baseCluster } from "./base-cluster";
import type { Preset } from "./define-preset";
import { metrics } from "./metrics";
import { threeNodes } from "./three-nodes";

export const presets: readonly Preset[] = [threeNodes, metrics, baseCluster];

export const findPreset = (name: string): Preset | undefined =>
  presets.find((preset) => preset.name === name);
