import { WorkspaceShape } from "../../_workspace/frame/workspace-shape";

export default function Loading() {
  return <WorkspaceShape />;
}
