"use client";
// Runs what needs somebody signed in; a visitor without an account becomes a guest first.
import { signIn } from "next-auth/react";
import type { ActionResult } from "@/lib/actions/action";
import { errors } from "@/lib/messages/errors";
import type { ErrorKey } from "@/lib/messages/errors/ko";

export async function asSomebody<T>(
  work: () => Promise<ActionResult<T>>,
): Promise<ActionResult<T>> {
  try {
    const first = await work();
    const isStranger =
      !first.ok && (first.error.key === "signInRequired" || first.error.key === "signInExpired");
    if (!isStranger) return first;
    const guest = await signIn("guest", { redirect: false });
    if (guest?.error) return { ok: false, error: { key: keyOf(guest.error) } };
    return await work();
  } catch {
    return { ok: false, error: { key: "unreachable" } };
  }
}

const keyOf = (code: string): ErrorKey =>
  code in errors.ko ? (code as ErrorKey) : "providerFailed";
