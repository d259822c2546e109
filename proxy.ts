// Stands before every route and lets in whom the table of lib/auth/permissions.ts admits.
import { type NextRequest, NextResponse } from "next/server";
import { findViewer } from "@/lib/auth/find-viewer";
import { loginPath } from "@/lib/auth/login-path";
import { accessTo, routeOf, routes } from "@/lib/auth/permissions";
import { sessionCookie } from "@/lib/auth/session-cookie";

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const route = routeOf(pathname);
  // No such route: Next answers with its 404. And a public page costs no query.
  if (!route || routes[route] === "anyone") return NextResponse.next();
  // A server action answers for itself, in words its page can show.
  if (request.headers.has("next-action")) return NextResponse.next();

  const token = request.cookies.get(sessionCookie)?.value;
  const access = accessTo(route, await findViewer(token));
  if (access === "admitted") return NextResponse.next();

  const isExpired = access === "sign-in-first" && token !== undefined;
  if (isForPrograms(route)) return refusal(access, isExpired);
  if (access === "forbidden") {
    return NextResponse.rewrite(new URL("/forbidden", request.url));
  }
  const login = loginPath({ next: `${pathname}${search}`, isExpired });
  return NextResponse.redirect(new URL(login, request.url));
}

const isForPrograms = (route: string) => route.startsWith("/api/");

/** The same shape as a refused server action. */
function refusal(access: "sign-in-first" | "forbidden", isExpired: boolean) {
  const key = isExpired ? "signInExpired" : "signInRequired";
  if (access === "forbidden") return NextResponse.json({ error: { key: access } }, { status: 403 });
  return NextResponse.json({ error: { key } }, { status: 401 });
}

export const config = {
  // Files of the build are nobody's secret.
  matcher: ["/((?!_next/static|_next/image|favicon.ico).*)"],
};
