// What is done to a stream, as the log keeps it, and back.
import { bytesOfText, type StreamChange, textOfBytes } from "@/lib/sim";
import type { SessionAction } from "./action";

export type LoggedChange = (SessionAction & { readonly kind: "stream" })["change"];

export function loggedChange(change: StreamChange): LoggedChange {
  switch (change.type) {
    case "input":
      return { type: "input", data: Buffer.from(bytesOfText(change.text)).toString("base64") };
    case "signal":
      return {
        type: "signal",
        signal: change.signal,
        // A log in Postgres holds every text but NUL and half characters.
        ...(change.partial === undefined ? {} : { partial: printable(change.partial) }),
      };
    default:
      return change;
  }
}

export function streamChangeOf(change: LoggedChange): StreamChange {
  switch (change.type) {
    case "input":
      return { type: "input", text: textOfBytes(Buffer.from(change.data, "base64")) };
    case "signal": {
      const { type, signal, partial } = change;
      return partial === undefined ? { type, signal } : { type, signal, partial };
    }
    default:
      return change;
  }
}

const printable = (text: string): string =>
  text.replaceAll(/[\u0000-\u001f\ud800-\udfff]/g, "").slice(0, 2000);
