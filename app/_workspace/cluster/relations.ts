// Who belongs together in the picture: a pod with its controllers and Services, a Service with its pods.
import type { PictureItem } from "@/lib/sessions/picture/picture-items";

export type Picture = ReadonlyMap<string, PictureItem>;

/** Keys that have to do with this one, itself left out. */
export function relatedTo(picture: Picture, key: string): ReadonlySet<string> {
  const related = new Set<string>([...ownersOf(picture, key), ...ownedBy(picture, key)]);
  for (const item of picture.values()) {
    if (item.type !== "service") continue;
    if (item.key === key) for (const pod of item.pods) related.add(pod);
    if (item.pods.includes(key)) related.add(item.key);
  }
  const item = picture.get(key);
  if (item?.type === "event") related.add(`${item.kind}/${item.namespace}/${item.name}`);
  return related;
}

function ownersOf(picture: Picture, key: string): string[] {
  const owners: string[] = [];
  for (let owner = ownerKey(picture, key); owner !== undefined; owner = ownerKey(picture, owner)) {
    if (owners.includes(owner)) break;
    owners.push(owner);
  }
  return owners;
}

function ownedBy(picture: Picture, key: string): string[] {
  const direct = [...picture.values()].filter((item) => "owner" in item && item.owner === key);
  return direct.flatMap((item) => [item.key, ...ownedBy(picture, item.key)]);
}

function ownerKey(picture: Picture, key: string): string | undefined {
  const item = picture.get(key);
  return item !== undefined && "owner" in item ? item.owner : undefined;
}
