// Where the repository is. Every script works from here, wherever it was called.
import path from "node:path";

export const root = path.dirname(import.meta.dirname);
export const inRoot = (...parts) => path.join(root, ...parts);
