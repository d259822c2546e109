import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/auth-options";
import { requestAddress } from "@/lib/auth/request-address";
import { currentViewer } from "@/lib/auth/viewer";

async function handler(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }) {
  const asker = { viewer: await currentViewer(), address: requestAddress(request.headers) };
  return NextAuth(request as never, context as never, authOptions(asker));
}

export { handler as GET, handler as POST };
