// GET: the grid of a class as a file for a spreadsheet.
import { exportBoard } from "@/lib/teach/export-board";
import { answer, type RouteContext } from "../../../../sessions/_route/answer";

export function GET(_: Request, context: RouteContext): Promise<Response> {
  return answer(context, async (viewer, id) => {
    const { name, csv } = await exportBoard(id, viewer);
    const file = encodeURIComponent(`${name}.csv`);
    return new Response(csv, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="class.csv"; filename*=UTF-8''${file}`,
        "cache-control": "no-store",
      },
    });
  });
}
