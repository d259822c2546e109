// One piece of state: a form on its way, and the reason why it was refused.
import { type FormEvent, useState } from "react";
import type { RefusalReason } from "@/lib/actions/refusal";

/** `send` resolves with a reason when it was refused, and with nothing when the page may move on. */
export function useSubmit(send: (form: FormData) => Promise<RefusalReason | undefined>) {
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<RefusalReason>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsSending(true);
    setRefusal(undefined);
    try {
      const reason = await send(form);
      setRefusal(reason);
      // On success the page is leaving: the button stays as it is, so nobody presses it twice.
      if (reason) setIsSending(false);
    } catch {
      setRefusal({ key: "providerFailed" });
      setIsSending(false);
    }
  }

  return { submit, isSending, refusal };
}
