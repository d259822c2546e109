// GET /api/search?q=… : what the search dialog shows. Open to anyone, as the lessons are.
import { searchCourse } from "@/lib/course/search-course";

export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams.get("q") ?? "";
  return Response.json({ hits: await searchCourse(query) });
}
