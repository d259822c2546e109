// Every preset, by name.
import { baseCluster } from "./base-cluster";
import type { Preset } from "./define-preset";
import { plainMachine, singleEtcd } from "./plain-machine";
import { threeNodes } from "./three-nodes";

export const presets: readonly Preset[] = [threeNodes, baseCluster, plainMachine, singleEtcd];

export const findPreset = (name: string): Preset | undefined =>
  presets.find((preset) => preset.name === name);
