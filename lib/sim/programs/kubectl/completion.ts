// Candidates that several verbs share: resource types, names of objects, containers.
import { listObjects } from "./client";
import { CommandError } from "./command-error";
import type { Session } from "./session";

/** `TYPE`, then names of that type; `TYPE/NAME`. */
export function completeResources(
  session: Session,
  args: readonly string[],
  word: string,
): readonly string[] {
  const slash = word.indexOf("/");
  if (slash > 0) {
    const type = word.slice(0, slash);
    return namesOf(session, type).map((name) => `${type}/${name}`);
  }
  const [type] = args;
  if (type === undefined) return typeNames(session);
  if (type.includes("/")) return [];
  const given = new Set(args.slice(1));
  return namesOf(session, type).filter((name) => !given.has(name));
}

export const typeNames = (session: Session): readonly string[] =>
  quietly(() =>
    session.cluster.discovery
      .all()
      .map((kind) => kind.plural)
      .sort(),
  );

export function namesOf(session: Session, type: string): readonly string[] {
  return quietly(() => {
    const kind = session.cluster.discovery.find(type);
    if (kind === undefined) throw new CommandError("");
    const namespace = kind.namespaced ? session.cluster.namespace : "";
    return listObjects(session.cluster.client, { kind, namespace }).items.map(
      (object) => object.metadata.name,
    );
  });
}

/** Pods, and workloads as `deployment/web`. */
export const completePods = (
  session: Session,
  args: readonly string[],
  word: string,
): readonly string[] => {
  if (word.includes("/")) return completeResources(session, [], word);
  return args.length === 0 ? namesOf(session, "pods") : [];
};

export const completeOfType =
  (type: string) =>
  (session: Session, args: readonly string[]): readonly string[] => {
    const given = new Set(args);
    return namesOf(session, type).filter((name) => !given.has(name));
  };

/** A cluster that cannot be asked has no candidates. */
export function quietly(find: () => readonly string[]): readonly string[] {
  try {
    return find();
  } catch (thrown) {
    if (thrown instanceof Error) return [];
    throw thrown;
  }
}
