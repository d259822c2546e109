// The API groups and versions that are served, in the order of the list of kinds.
import type { KindDefinition } from "../kinds/define-kind";
import type { ServerContext } from "./server-context";

export interface Group {
  readonly name: string;
  readonly versions: readonly {
    readonly version: string;
    readonly kinds: readonly KindDefinition[];
  }[];
}

export const isCore = ({ name }: Group): boolean => name === "";

/** Groups in the order of the list of kinds, versions likewise (the preferred one first). */
export function groupsOf(server: ServerContext): Group[] {
  const groups = new Map<string, Map<string, KindDefinition[]>>();
  for (const kind of server.kinds.all) {
    const versions = groups.get(kind.group) ?? new Map<string, KindDefinition[]>();
    versions.set(kind.version, [...(versions.get(kind.version) ?? []), kind]);
    groups.set(kind.group, versions);
  }
  return [...groups].map(([name, versions]) => ({
    name,
    versions: [...versions].map(([version, kinds]) => ({ version, kinds })),
  }));
}
