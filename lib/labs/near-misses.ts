// When one name is nearly another: what a learner mistyped, and should be told so.

/** One letter more, fewer or other, or two that changed places. */
export function isNear(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && left[0] === right[1] && left[1] === right[0];
}

export interface ImageName {
  readonly repository: string;
  readonly tag: string;
}

/** `docker.io/library/nginx` and `nginx` are one repository; no tag means `latest`. */
export function readImage(image: string): ImageName {
  const [, repository = image, tag = "latest"] = /^(.+?)(?::([\w][\w.-]*))?$/.exec(image) ?? [];
  return { repository: repository.replace(/^(docker\.io\/)?(library\/)?/, ""), tag };
}

export function isSameImage(a: string, b: string): boolean {
  const [one, other] = [readImage(a), readImage(b)];
  return one.repository === other.repository && one.tag === other.tag;
}

/** What is wrong with an image, if anything: the tag, a letter, or all of it. */
export function imageDifference(found: string, wanted: string): string | undefined {
  if (isSameImage(found, wanted)) return undefined;
  const [is, should] = [readImage(found), readImage(wanted)];
  if (is.repository === should.repository) {
    return found.includes(":") ? "태그가 달라요" : "태그가 없어서 `latest`가 돼요";
  }
  return isNear(is.repository, should.repository) ? "이름이 한 글자 달라요" : "다른 이미지예요";
}
