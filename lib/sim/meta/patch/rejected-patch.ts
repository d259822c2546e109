// The answer to a patch that can be read and not applied.
import { failure, type StatusError } from "../status-error";

export const rejectedPatch = (): StatusError =>
  failure(422, "Invalid", "the server rejected our request due to an error in our request", {});
