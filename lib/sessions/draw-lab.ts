// What a new session of a lab is made from: its preset and the values drawn for this learner.
import { refuse } from "@/lib/actions/refusal";
import { folderVersion } from "@/lib/course/folder-version";
import { drawParameters } from "@/lib/labs/draw-parameters";
import { readLab } from "@/lib/labs/read-lab";

export interface DrawnLab {
  readonly preset: string;
  readonly version: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly maxScore: number;
}

export async function drawLab(request: {
  readonly section: number;
  readonly lab: string;
  readonly seed: number;
}): Promise<DrawnLab> {
  const found = await readLab(request.section, request.lab);
  if (found === undefined) refuse("notFound");
  const { definition, folder } = found;
  return {
    preset: definition.preset,
    version: await folderVersion(folder),
    parameters: drawParameters(definition, request.seed),
    maxScore: definition.tasks.reduce((sum, { points }) => sum + points, 0),
  };
}
