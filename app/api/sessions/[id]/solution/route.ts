// POST: how the lab is solved, if it may be shown by now.
import { openSolution } from "@/lib/sessions/open-solution";
import { answer, type RouteContext } from "../../_route/answer";

export function POST(_: Request, context: RouteContext): Promise<Response> {
  return answer(context, openSolution);
}
