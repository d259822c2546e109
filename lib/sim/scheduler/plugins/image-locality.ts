// Kubernetes: pkg/scheduler/framework/plugins/imagelocality/image_locality.go
import { maxNodeScore, type SchedulerPlugin } from "../define-plugin";

const mebibyte = 1024 * 1024;
const leastBytes = 23 * mebibyte;
const mostBytesPerContainer = 1000 * mebibyte;

/** Prefers nodes that have the images already; how many nodes have them dampens the effect. */
export const imageLocality: SchedulerPlugin = {
  name: "ImageLocality",
  weight: 1,
  score(pod, nodes) {
    const images = (pod.spec?.containers ?? []).map(({ image }) => normalized(image ?? ""));
    const sizes = nodes.map(({ node }) => imageSizes(node.status?.images ?? []));
    return nodes.map((_, index) => {
      const bytes = images.reduce((sum, image) => {
        const holders = sizes.filter((each) => each.has(image)).length;
        return sum + Math.floor(((sizes[index]?.get(image) ?? 0) * holders) / nodes.length);
      }, 0);
      const most = mostBytesPerContainer * images.length;
      const bounded = Math.min(Math.max(bytes, leastBytes), most);
      return Math.floor((maxNodeScore * (bounded - leastBytes)) / (most - leastBytes));
    });
  },
};

const normalized = (image: string): string =>
  image.lastIndexOf(":") <= image.lastIndexOf("/") ? `${image}:latest` : image;

function imageSizes(
  images: readonly { readonly names?: readonly string[]; readonly sizeBytes?: number }[],
): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { names = [], sizeBytes = 0 } of images)
    for (const name of names) sizes.set(name, sizeBytes);
  return sizes;
}
