// A playground as a link: whoever opens it gets a fresh copy of what it was when the link was made.
import { refuse } from "@/lib/actions/refusal";
import { countOne, isOverLimit } from "@/lib/auth/rate-limit";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { engineVersion } from "./engine-version";
import { openSession } from "./open-session";
import { look } from "./sessions";
import { packCluster, unpackCluster } from "./snapshot";
import { newSessionId } from "./start-session";

/** Copies kept for links stand apart from sessions people work in. */
const sharedId = "shared";

const sharesOf = (userId: string) => ({ key: `share:${userId}`, limit: 60, windowMs: 60 * 60_000 });

/** The name in the link: the id of a frozen copy. */
export async function shareSession(viewer: Viewer, id: string): Promise<string> {
  const { preset, kind } = await openSession(viewer, id, "act");
  if (kind !== "PLAY") refuse("forbidden");
  await count(viewer);
  const cluster = await look(id, ({ timeline }) => timeline.cluster.fork());
  const copy = await db().labSession.create({
    data: {
      id: newSessionId(),
      userId: viewer.id,
      kind: "PLAY",
      labId: sharedId,
      preset,
      seed: 0,
      labVersion: "copy",
      engineVersion,
      snapshot: await packCluster(cluster),
      virtualTime: BigInt(Math.round(cluster.now)),
      archivedAt: new Date(),
    },
    select: { id: true },
  });
  return copy.id;
}

/** A new session of the viewer that begins where the link was made. */
export async function copyShared(viewer: Viewer, name: string): Promise<string> {
  const shared = await db().labSession.findFirst({ where: { id: name, labId: sharedId } });
  if (shared === null || shared.snapshot === null) refuse("notFound");
  await count(viewer);
  const { preset, virtualTime } = shared;
  const id = newSessionId();
  // Whoever has a copy can have tokens of it: the other copies and the original must not know them.
  const cluster = (await unpackCluster(shared.snapshot)).renewSigningKey(id);
  await db().labSession.create({
    data: {
      id,
      userId: viewer.id,
      kind: "PLAY",
      preset,
      seed: 0,
      labVersion: "copy",
      engineVersion: shared.engineVersion,
      snapshot: await packCluster(cluster),
      virtualTime,
    },
  });
  return id;
}

async function count(viewer: Viewer): Promise<void> {
  const limit = sharesOf(viewer.id);
  if (await isOverLimit(limit)) refuse("tooManySessions");
  await countOne(limit);
}
