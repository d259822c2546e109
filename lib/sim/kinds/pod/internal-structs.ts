// The fields of upstream's in-memory structs, in the order of their declaration. See `internal-form.ts`.
//
// Kubernetes: pkg/apis/core/types.go

const text = (...fields: string[]): string => fields.join(" ");

export const structs = {
  PodSpec: text(
    "Volumes:[]Volume InitContainers:[]Container Containers:[]Container",
    "EphemeralContainers:[]EphemeralContainer RestartPolicy:s TerminationGracePeriodSeconds:?",
    "ActiveDeadlineSeconds:? DNSPolicy=dnsPolicy:s NodeSelector:m ServiceAccountName:s",
    "AutomountServiceAccountToken:? NodeName:s SecurityContext:*PodSecurityContext",
    "ImagePullSecrets:[]LocalObjectReference Hostname:s Subdomain:s SetHostnameAsFQDN:? Affinity:?",
    "SchedulerName:s Tolerations:[]Toleration HostAliases:[]HostAlias PriorityClassName:s Priority:?",
    "PreemptionPolicy:? DNSConfig=dnsConfig:? ReadinessGates:[]PodReadinessGate RuntimeClassName:?",
    "Overhead:m EnableServiceLinks:? TopologySpreadConstraints:[]TopologySpreadConstraint OS=os:?",
    "SchedulingGates:[]PodSchedulingGate ResourceClaims:? Resources:*ResourceRequirements",
    "HostnameOverride:? SchedulingGroup:?",
  ),
  PodSecurityContext: text(
    "HostNetwork:b HostPID:b HostIPC:b ShareProcessNamespace:? HostUsers:? SELinuxOptions=seLinuxOptions:?",
    "WindowsOptions:? RunAsUser:? RunAsGroup:? RunAsNonRoot:? SupplementalGroups:[]",
    "SupplementalGroupsPolicy:? FSGroup=fsGroup:? FSGroupChangePolicy=fsGroupChangePolicy:? Sysctls:[]Sysctl",
    "SeccompProfile:*SeccompProfile AppArmorProfile:? SELinuxChangePolicy=seLinuxChangePolicy:?",
  ),
  Container: text(
    "Name:s Image:s Command:[] Args:[] WorkingDir:s Ports:[]ContainerPort EnvFrom:[]EnvFromSource",
    "Env:[]EnvVar Resources:ResourceRequirements ResizePolicy:[]ContainerResizePolicy RestartPolicy:?",
    "RestartPolicyRules:? VolumeMounts:[]VolumeMount VolumeDevices:[]VolumeDevice LivenessProbe:*Probe",
    "ReadinessProbe:*Probe StartupProbe:*Probe Lifecycle:*Lifecycle TerminationMessagePath:s",
    "TerminationMessagePolicy:s ImagePullPolicy:s SecurityContext:*SecurityContext Stdin:b StdinOnce:b",
    "TTY=tty:b",
  ),
  EphemeralContainer: text(
    "Name:s Image:s Command:[] Args:[] WorkingDir:s Ports:[]ContainerPort EnvFrom:[]EnvFromSource",
    "Env:[]EnvVar Resources:ResourceRequirements ResizePolicy:[]ContainerResizePolicy RestartPolicy:?",
    "RestartPolicyRules:? VolumeMounts:[]VolumeMount VolumeDevices:[]VolumeDevice LivenessProbe:*Probe",
    "ReadinessProbe:*Probe StartupProbe:*Probe Lifecycle:*Lifecycle TerminationMessagePath:s",
    "TerminationMessagePolicy:s ImagePullPolicy:s SecurityContext:*SecurityContext Stdin:b StdinOnce:b",
    "TTY=tty:b TargetContainerName:s",
  ),
  ContainerPort: "Name:s HostPort:i ContainerPort:i Protocol:s HostIP=hostIP:s",
  ContainerResizePolicy: "ResourceName:s RestartPolicy:s",
  ResourceRequirements: "Limits:m Requests:m Claims:?",
  EnvFromSource: "Prefix:s ConfigMapRef:*EnvSource SecretRef:*EnvSource",
  EnvSource: "Name:s Optional:?",
  EnvVar: "Name:s Value:s ValueFrom:*EnvVarSource",
  EnvVarSource: text(
    "FieldRef:*ObjectFieldSelector ResourceFieldRef:*ResourceFieldSelector",
    "ConfigMapKeyRef:*KeySelector SecretKeyRef:*KeySelector FileKeyRef:?",
  ),
  ObjectFieldSelector: "APIVersion=apiVersion:s FieldPath:s",
  ResourceFieldSelector: "ContainerName:s Resource:s Divisor:s",
  KeySelector: "Name:s Key:s Optional:?",
  VolumeMount: text(
    "Name:s ReadOnly:b RecursiveReadOnly:? MountPath:s SubPath:s MountPropagation:? SubPathExpr:s",
  ),
  VolumeDevice: "Name:s DevicePath:s",
  Probe: text(
    "Exec:*ExecAction HTTPGet=httpGet:*HTTPGetAction TCPSocket=tcpSocket:*TCPSocketAction",
    "GRPC=grpc:*GRPCAction InitialDelaySeconds:i TimeoutSeconds:i PeriodSeconds:i SuccessThreshold:i",
    "FailureThreshold:i TerminationGracePeriodSeconds:?",
  ),
  Lifecycle: "PostStart:*LifecycleHandler PreStop:*LifecycleHandler StopSignal:?",
  LifecycleHandler: text(
    "Exec:*ExecAction HTTPGet=httpGet:*HTTPGetAction TCPSocket=tcpSocket:*TCPSocketAction Sleep:*SleepAction",
  ),
  ExecAction: "Command:[]",
  HTTPGetAction: "Path:s Port:i Host:s Scheme:s HTTPHeaders=httpHeaders:[]HTTPHeader",
  HTTPHeader: "Name:s Value:s",
  TCPSocketAction: "Port:i Host:s",
  GRPCAction: "Port:i Service:?",
  SleepAction: "Seconds:i",
  SecurityContext: text(
    "Capabilities:*Capabilities Privileged:? SELinuxOptions=seLinuxOptions:? WindowsOptions:? RunAsUser:?",
    "RunAsGroup:? RunAsNonRoot:? ReadOnlyRootFilesystem:? AllowPrivilegeEscalation:? ProcMount:?",
    "SeccompProfile:*SeccompProfile AppArmorProfile:?",
  ),
  Capabilities: "Add:[] Drop:[]",
  SeccompProfile: "Type:s LocalhostProfile:?",
  Sysctl: "Name:s Value:s",
  LocalObjectReference: "Name:s",
  Toleration: "Key:s Operator:s Value:s Effect:s TolerationSeconds:?",
  HostAlias: "IP=ip:s Hostnames:[]",
  PodReadinessGate: "ConditionType:s",
  PodSchedulingGate: "Name:s",
  TopologySpreadConstraint: text(
    "MaxSkew:i TopologyKey:s WhenUnsatisfiable:s LabelSelector:? MinDomains:? NodeAffinityPolicy:?",
    "NodeTaintsPolicy:? MatchLabelKeys:[]",
  ),
  Volume: text(
    "Name:s HostPath:*HostPath EmptyDir:*EmptyDir GCEPersistentDisk=gcePersistentDisk:?",
    "AWSElasticBlockStore=awsElasticBlockStore:? GitRepo:? Secret:*SecretVolume NFS=nfs:*NFS",
    "ISCSI=iscsi:? Glusterfs:? PersistentVolumeClaim:*ClaimVolume RBD=rbd:? Quobyte:? FlexVolume:?",
    "Cinder:? CephFS=cephfs:? Flocker:? DownwardAPI=downwardAPI:*DownwardVolume FC=fc:? AzureFile:?",
    "ConfigMap:*ConfigMapVolume VsphereVolume:? AzureDisk:? PhotonPersistentDisk:? Projected:*Projected",
    "PortworxVolume:? ScaleIO=scaleIO:? StorageOS=storageos:? CSI=csi:? Ephemeral:? Image:?",
  ),
  HostPath: "Path:s Type:?",
  EmptyDir: "Medium:s SizeLimit:?",
  SecretVolume: "SecretName:s Items:[]KeyToPath DefaultMode:? Optional:?",
  ConfigMapVolume: "Name:s Items:[]KeyToPath DefaultMode:? Optional:?",
  KeyToPath: "Key:s Path:s Mode:?",
  NFS: "Server:s Path:s ReadOnly:b",
  ClaimVolume: "ClaimName:s ReadOnly:b",
  DownwardVolume: "Items:[]DownwardFile DefaultMode:?",
  DownwardFile:
    "Path:s FieldRef:*ObjectFieldSelector ResourceFieldRef:*ResourceFieldSelector Mode:?",
  Projected: "Sources:[]Projection DefaultMode:?",
  Projection: text(
    "Secret:*ObjectProjection DownwardAPI=downwardAPI:*DownwardProjection ConfigMap:*ObjectProjection",
    "ServiceAccountToken:*TokenProjection ClusterTrustBundle:? PodCertificate:?",
  ),
  ObjectProjection: "Name:s Items:[]KeyToPath Optional:?",
  DownwardProjection: "Items:[]DownwardFile",
  TokenProjection: "Audience:s ExpirationSeconds:i Path:s",
  PersistentVolumeClaimSpec: text(
    "AccessModes:[] Selector:? Resources:VolumeResources VolumeName:s StorageClassName:? VolumeMode:?",
    "DataSource:? DataSourceRef:? VolumeAttributesClassName:?",
  ),
  VolumeResources: "Limits:m Requests:m",
} as const;

export type StructName = keyof typeof structs;
