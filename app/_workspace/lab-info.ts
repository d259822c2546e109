// What the lab screen knows of its lab. Nothing of the checks, the solution or the hints is in here.

export interface LabTask {
  readonly id: string;
  readonly title: string;
  readonly points: number;
}

export interface LabInfo {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly summary: string;
  /** Shown after passing. */
  readonly learnt: string;
  readonly tasks: readonly LabTask[];
  readonly lesson: { readonly href: string; readonly title: string; readonly section: number };
  readonly next: { readonly href: string; readonly title: string } | undefined;
}
