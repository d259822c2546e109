// ctr's help texts, and the names its groups and verbs answer to.

/** Every name of a group → its first one. */
export const groupNames: Readonly<Record<string, string>> = names(
  "plugins plugin|version|containers c container|content|events event|images image i|leases|namespaces namespace ns|pprof|run|snapshots snapshot|tasks t task|install|oci|sandboxes sandbox sb s|info|deprecations|shim",
);

export const verbNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  images: names(
    "check|export|import|inspect i|list ls|mount|unmount|pull|push|prune|remove delete del rm|tag|label|convert|usage",
  ),
  containers: names("create|remove delete del rm|info|list ls|label|checkpoint|restore"),
  tasks: names(
    "attach|checkpoint|delete del remove rm|exec|list ls|kill|metrics metric|pause|ps|resume|start",
  ),
  namespaces: names("create c|list ls|remove rm|label"),
  snapshots: names(
    "commit|diff|info|list ls|mounts mount|prepare|remove delete del rm|tree|unpack|usage|view",
  ),
  plugins: names("list ls|inspect-runtime"),
};

function names(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split("|").flatMap((group) => {
      const [first = "", ...others] = group.split(" ");
      return [first, ...others].map((name) => [name, first]);
    }),
  );
}

export const rootHelp = (version: string): string => `NAME:
   ctr - 
                 __
           _____/ /______
          / ___/ __/ ___/
         / /__/ /_/ /
         \\___/\\__/_/

         containerd CLI


USAGE:
   ctr [global options] command [command options]

VERSION:
   ${version}

DESCRIPTION:
   
   ctr is an unsupported debug and administrative client for interacting
   with the containerd daemon. Because it is unsupported, the commands,
   options, and operations are not guaranteed to be backward compatible or
   stable from release to release of the containerd project.

COMMANDS:
   plugins, plugin            Provides information about containerd plugins
   version                    Print the client and server versions
   containers, c, container   Manage containers
   content                    Manage content
   events, event              Display containerd events
   images, image, i           Manage images
   leases                     Manage leases
   namespaces, namespace, ns  Manage namespaces
   pprof                      Provide golang pprof outputs for containerd
   run                        Run a container
   snapshots, snapshot        Manage snapshots
   tasks, t, task             Manage tasks
   install                    Install a new package
   oci                        OCI tools
   sandboxes, sandbox, sb, s  Manage sandboxes
   info                       Print the server info
   deprecations               
   shim                       Interact with a shim directly
   help, h                    Shows a list of commands or help for one command

GLOBAL OPTIONS:
   --debug                      Enable debug output in logs (default: false)
   --address value, -a value    Address for containerd's GRPC server (default: "/run/containerd/containerd.sock") [$CONTAINERD_ADDRESS]
   --timeout value              Total timeout for ctr commands (default: 0s)
   --connect-timeout value      Timeout for connecting to containerd (default: 0s)
   --namespace value, -n value  Namespace to use with commands (default: "default") [$CONTAINERD_NAMESPACE]
   --help, -h                   Show help (default: false)
   --version, -v                Print the version (default: false)
`;

const groupTexts: Readonly<Record<string, readonly [string, string]>> = {
  images: [
    "Manage images",
    `   check                    Check existing images to ensure all content is available locally
   export                   Export images
   import                   Import images
   inspect, i               inspect an image
   list, ls                 List images known to containerd
   mount                    Mount an image to a target path
   unmount                  Unmount the image from the target
   pull                     Pull an image from a remote
   push                     Push an image to a remote
   prune                    Remove unused images
   delete, del, remove, rm  Remove one or more images by reference
   tag                      Tag an image
   label                    Set and clear labels for an image
   convert                  Convert an image
   usage                    Display usage of snapshots for a given image ref
`,
  ],
  containers: [
    "Manage containers",
    `   create                   Create container
   delete, del, remove, rm  Delete one or more existing containers
   info                     Get info about a container
   list, ls                 List containers
   label                    Set and clear labels for a container
   checkpoint               Checkpoint a container
   restore                  Restore a container from checkpoint
`,
  ],
  tasks: [
    "Manage tasks",
    `   attach                   Attach to the IO of a running container
   checkpoint               Checkpoint a container
   delete, del, remove, rm  Delete one or more tasks
   exec                     Execute additional processes in an existing container
   list, ls                 List tasks
   kill                     Signal a container (default: SIGTERM)
   metrics, metric          Get a single data point of metrics for a task with the built-in Linux runtime
   pause                    Pause an existing container
   ps                       List processes for container
   resume                   Resume a paused container
   start                    Start a container that has been created
`,
  ],
  namespaces: [
    "Manage namespaces",
    `   create, c   Create a new namespace
   list, ls    List namespaces
   remove, rm  Remove one or more namespaces
   label       Set and clear labels for a namespace
`,
  ],
};

export function groupHelp(group: string): string {
  const [summary, commands] = groupTexts[group] ?? [`Manage ${group}`, ""];
  const width = group === "namespaces" ? 10 : 23;
  return `NAME:
   ctr ${group} - ${summary}

USAGE:
   ctr ${group} [command options]

COMMANDS:
${commands}   ${"help, h".padEnd(width)}  Shows a list of commands or help for one command

OPTIONS:
   --help, -h  Show help (default: false)
`;
}
