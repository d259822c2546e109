// GET /api/schemas/Pod : the editor's schema of a kind; /api/schemas/index : which kinds are served.
import { editorSchema, servedKinds } from "@/lib/sessions/editor-schemas";

interface Context {
  readonly params: Promise<{ kind: string }>;
}

const headers = { "cache-control": "private, max-age=3600" };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { kind } = await params;
  if (kind === "index") return Response.json({ kinds: servedKinds() }, { headers });
  const schema = editorSchema(kind);
  if (schema === undefined) return Response.json({ error: { key: "notFound" } }, { status: 404 });
  return Response.json(schema, { headers });
}
