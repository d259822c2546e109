// GET: the kubeconfig of the session's cluster, as a file. DELETE: those given out before hold no longer.
import { readKubeconfig, revokeKubeconfigs } from "@/lib/sessions/kubeconfig";
import { answer, type RouteContext } from "../../_route/answer";

export function GET(request: Request, context: RouteContext): Promise<Response> {
  return answer(context, async (viewer, id) => {
    const config = await readKubeconfig(viewer, id, originOf(request));
    return new Response(config, {
      headers: {
        "content-type": "application/yaml; charset=utf-8",
        "content-disposition": 'attachment; filename="naru.kubeconfig"',
        "cache-control": "no-store",
      },
    });
  });
}

export function DELETE(_request: Request, context: RouteContext): Promise<Response> {
  return answer(context, async (viewer, id) => {
    await revokeKubeconfigs(viewer, id);
    return {};
  });
}

/** Where the learner sees this Naru: it is also where their kubectl will. */
function originOf({ headers, url }: Request): string {
  if (process.env.NEXTAUTH_URL) return new URL(process.env.NEXTAUTH_URL).origin;
  const isBehindProxy = Boolean(process.env.NARU_TRUST_PROXY);
  const scheme = isBehindProxy ? headers.get("x-forwarded-proto")?.split(",")[0]?.trim() : "http";
  const host = (isBehindProxy && headers.get("x-forwarded-host")) || headers.get("host");
  return host === null ? new URL(url).origin : `${scheme === "https" ? "https" : "http"}://${host}`;
}
