// What a use-case refuses becomes the page for it: not there, or not for you.
import { forbidden, notFound } from "next/navigation";
import { refusalOf } from "@/lib/actions/refusal";

export async function orRefused<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const key = refusalOf(error)?.key;
    if (key === "notFound" || key === "sessionGone") notFound();
    if (key === "forbidden") forbidden();
    throw error;
  }
}
