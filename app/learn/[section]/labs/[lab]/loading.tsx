// The shape of the lab screen, while its cluster is opened.
import { WorkspaceShape } from "../../../../_workspace/frame/workspace-shape";

export default function Loading() {
  return <WorkspaceShape hasTask />;
}
