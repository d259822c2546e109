// POST: 채점. Answered with the verdict.
import { checkSession } from "@/lib/sessions/check-session";
import { answer, type RouteContext } from "../../_route/answer";

export function POST(_: Request, context: RouteContext): Promise<Response> {
  return answer(context, checkSession);
}
