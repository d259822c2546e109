// What has changed between two pictures.
import type { PicturePatch } from "../view";
import type { PictureItem } from "./picture-items";

/** Remembers what was sent last, as text per key. */
export class PictureMemory {
  private sent: Map<string, string> | undefined;

  /** Nothing when the picture is the same as before. */
  patchTo(items: readonly PictureItem[]): PicturePatch | undefined {
    const now = new Map(items.map((item) => [item.key, JSON.stringify(item)]));
    const before = this.sent;
    this.sent = now;
    if (before === undefined) return { reset: true, put: items, drop: [] };
    const put = items.filter(({ key }) => now.get(key) !== before.get(key));
    const drop = [...before.keys()].filter((key) => !now.has(key));
    return put.length + drop.length === 0 ? undefined : { reset: false, put, drop };
  }
}
