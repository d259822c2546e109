// The base files of every host that a preset has.
import type { Layer } from "../machine/layers";
import { presets } from ".";
import { hostLayersOf } from "./kubeadm/host-layers";

const all = presets.flatMap(({ nodes }) => hostLayersOf(nodes));

/** One for each name: presets share their hosts. */
export const hostLayers: readonly Layer[] = [
  ...new Map(all.map((layer) => [layer.name, layer])).values(),
];
