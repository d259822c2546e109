// Every preset, by name.
import { baseCluster } from "./base-cluster";
import type { Preset } from "./define-preset";
import { metrics } from "./metrics";
import { node1 } from "./node1";
import { plainMachine, singleEtcd } from "./plain-machine";
import { threeNodes } from "./three-nodes";

export const presets: readonly Preset[] = [
  threeNodes,
  metrics,
  baseCluster,
  node1,
  plainMachine,
  singleEtcd,
];

export const findPreset = (name: string): Preset | undefined =>
  presets.find((preset) => preset.name === name);
