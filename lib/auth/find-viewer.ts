// From a session token to the person. The row is read each time: a role taken away, or a guest who has
// become somebody else, counts from the next request on and not only when the token runs out.
import { db } from "@/lib/db/client";
import { userIdOfToken } from "./session-cookie";

export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: "LEARNER" | "INSTRUCTOR" | "ADMIN";
  readonly isGuest: boolean;
  readonly locale: string;
}

export async function findViewer(token: string | undefined): Promise<Viewer | undefined> {
  const id = await userIdOfToken(token);
  if (!id) return undefined;
  const viewer = await db().user.findUnique({
    where: { id },
    select: { id: true, name: true, email: true, role: true, isGuest: true, locale: true },
  });
  return viewer ?? undefined;
}
