/** Anchors for headings, readable in Korean: `## 파드 배포: YAML로` → `파드-배포-yaml로`. */

/** Makes slugs for one page; a repeated heading gets `-2`, `-3`, … */
export function createSlugger(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const slug = headingSlug(heading);
    const count = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, count);
    return count === 1 ? slug : `${slug}-${count}`;
  };
}

export function headingSlug(heading: string): string {
  const slug = heading
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return slug === "" ? "section" : slug;
}
