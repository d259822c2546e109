// Opens a lab, the cluster of a lesson or a playground for somebody: the one they have, else a new one.
import { randomBytes } from "node:crypto";
import type { Prisma } from "@/generated/prisma/client";
import { refuse } from "@/lib/actions/refusal";
import { countOne, isOverLimit } from "@/lib/auth/rate-limit";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Transaction } from "@/lib/db/client";
import { presets } from "@/lib/sim";
import { seedFrom } from "./base-clusters";
import { demoStart } from "./demo-start";
import { drawLab } from "./draw-lab";
import { engineVersion } from "./engine-version";
import { labSeed } from "./lab-seed";

export type WantedSession =
  | { readonly kind: "LAB"; readonly section: number; readonly lab: string }
  | { readonly kind: "LESSON"; readonly section: number; readonly preset: string }
  | { readonly kind: "PLAY"; readonly preset: string }
  | { readonly kind: "DEMO" };

/** The id of the session. */
export async function startSession(viewer: Viewer, wanted: WantedSession): Promise<string> {
  const mine = ownedBy(viewer.id, wanted);
  const known = await findActive(db(), mine);
  if (known !== undefined) return known;
  const row = await newRow(viewer.id, wanted);
  const limit = newSessionsOf(viewer.id);
  if (await isOverLimit(limit)) refuse("tooManySessions");
  await countOne(limit);
  return db().$transaction(async (transaction) => {
    // Two tabs that start the same lab at once get the same cluster.
    await lock(transaction, JSON.stringify(mine));
    const meanwhile = await findActive(transaction, mine);
    if (meanwhile !== undefined) return meanwhile;
    const { id } = await transaction.labSession.create({ data: row, select: { id: true } });
    return id;
  });
}

/** The session somebody has already, if they do. */
export const findSession = (viewer: Viewer, wanted: WantedSession): Promise<string | undefined> =>
  findActive(db(), ownedBy(viewer.id, wanted));

/** Whoever knows an id still has to be its owner; all the same nobody should be able to guess one. */
export const newSessionId = (): string => randomBytes(18).toString("base64url");

const newSessionsOf = (userId: string) => ({
  key: `new-session:${userId}`,
  limit: 120,
  windowMs: 60 * 60_000,
});

interface Owned {
  readonly userId: string;
  readonly kind: "LAB" | "LESSON" | "PLAY";
  readonly section: number | null;
  readonly labId: string | null;
  readonly preset?: string;
}

function ownedBy(userId: string, wanted: WantedSession): Owned {
  switch (wanted.kind) {
    case "LAB":
      return { userId, kind: "LAB", section: wanted.section, labId: wanted.lab };
    case "LESSON":
      return { userId, kind: "LESSON", section: wanted.section, labId: null };
    case "PLAY":
      return { userId, kind: "PLAY", section: null, labId: null, preset: wanted.preset };
    case "DEMO":
      return { userId, kind: "PLAY", section: null, labId: demoStart.id };
  }
}

async function findActive(
  database: Pick<Transaction, "labSession">,
  mine: Owned,
): Promise<string | undefined> {
  const row = await database.labSession.findFirst({
    where: { ...mine, archivedAt: null, labVersion: { not: "copy" } },
    select: { id: true },
  });
  return row?.id;
}

async function lock(transaction: Transaction, name: string): Promise<void> {
  await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))::text`;
}

async function newRow(
  userId: string,
  wanted: WantedSession,
): Promise<Prisma.LabSessionUncheckedCreateInput> {
  const base = { id: newSessionId(), userId, engineVersion };
  switch (wanted.kind) {
    case "LAB": {
      const seed = labSeed(userId, wanted.section, wanted.lab);
      const lab = await drawLab({ section: wanted.section, lab: wanted.lab, seed });
      const { preset, version, parameters, maxScore } = lab;
      const place = { section: wanted.section, labId: wanted.lab };
      return {
        ...base,
        kind: "LAB",
        ...place,
        preset,
        seed,
        labVersion: version,
        parameters,
        maxScore,
      };
    }
    case "LESSON": {
      const { section, preset } = wanted;
      return {
        ...base,
        kind: "LESSON",
        section,
        preset: known(preset),
        seed: seedFrom("lesson", String(section)),
      };
    }
    case "PLAY":
      return { ...base, kind: "PLAY", preset: known(wanted.preset), seed: seedFrom(base.id) };
    case "DEMO":
      return {
        ...base,
        kind: "PLAY",
        labId: demoStart.id,
        preset: "three-nodes",
        seed: demoStart.seed,
      };
  }
}

function known(preset: string): string {
  if (!presets.some(({ name }) => name === preset)) refuse("notFound");
  return preset;
}
