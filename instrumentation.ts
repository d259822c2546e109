// What Next runs once when the server starts, and when a request fails on our side. Whoever has to be
// there from the start (WebSocket upgrades, say) is loaded in `register`, through a dynamic import.
import type { Instrumentation } from "next";

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { openClusterDoor } = await import("@/lib/gateway/open-cluster-door");
  openClusterDoor();
  if (process.env.NODE_ENV !== "production") return;
  const { warmCourse } = await import("@/lib/course/warm-course");
  // In the background: a visitor who comes first is served first.
  void warmCourse();
}

export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  // The digest is what the visitor sees on the error page: with it this line can be found.
  const digest = error instanceof Error && "digest" in error ? ` digest=${error.digest}` : "";
  console.error(`${request.method} ${request.path} (${context.routePath}) failed${digest}`);
};
