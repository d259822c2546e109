// The part of a session's past that lies before its snapshot, read without the texts of files.
import { db } from "@/lib/db/client";
import { sessionAction } from "./action";
import { Past } from "./past";

interface Row {
  readonly sequence: number;
  readonly at: bigint;
  readonly body: unknown;
}

export async function readPast(sessionId: string, until: number): Promise<Past> {
  const past = new Past();
  if (until === 0) return past;
  const rows = await db().$queryRaw<Row[]>`
    SELECT sequence, at,
           CASE WHEN kind = 'save-file' THEN jsonb_set(body, '{text}', '""') ELSE body END AS body
    FROM "SessionAction"
    WHERE "sessionId" = ${sessionId} AND sequence <= ${until}
    ORDER BY sequence`;
  for (const { sequence, at, body } of rows) {
    past.add({ sequence, at: Number(at), action: sessionAction.parse(body) });
  }
  return past;
}
