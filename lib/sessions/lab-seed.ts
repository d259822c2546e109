// What makes one learner's lab differ from another's: the same for every start of the same lab.
import { seedFrom } from "./base-clusters";

export const labSeed = (userId: string, section: number, lab: string): number =>
  seedFrom(userId, String(section), lab);
