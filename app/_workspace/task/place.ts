/** Where a verdict points: an object of the cluster, or a line of a file. */
export type Place =
  | { readonly object: string }
  | { readonly file: string; readonly line: number | undefined };
