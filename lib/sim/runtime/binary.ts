// A program's file in an image, for those that are called by their path.
import type { LayerFile } from "../machine/layers";

export const binary = (program: string): LayerFile => ({
  text: `#!naru ${program}\n`,
  mode: 0o755,
});
