// The mount point of the small live cluster on the first page. It draws nothing until lib/sim and the
// terminal are wired: the workspace fills it in, and app/page.tsx needs no change.

export function LiveDemo() {
  return null;
}
