"use server";
import { headers } from "next/headers";
import { action } from "@/lib/actions/action";
import { requestAddress } from "@/lib/auth/request-address";
import { signUp, signUpInput } from "@/lib/auth/sign-up";

export const signUpAction = action(
  signUpInput,
  async (input, viewer) => signUp(input, { viewer, address: requestAddress(await headers()) }),
  "anyone",
);
