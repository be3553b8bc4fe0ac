namespace Rex.Embedded.Types.BuiltIn;

/// <summary>The types of pods. Kinds of volumes that clusters have hardly any more are objects without a form.</summary>
internal static class PodTypes
{
    public const string Text = """
        Pod: 1 metadata ObjectMeta, 2 spec PodSpec, 3 status PodStatus
        PodTemplateSpec: 1 metadata ObjectMeta, 2 spec PodSpec
        PodSpec: 1 volumes []Volume merge:name retain keys:name, 2 containers! []Container merge:name keys:name, 3 restartPolicy string
        | 4 terminationGracePeriodSeconds long, 5 activeDeadlineSeconds long, 6 dnsPolicy string, 7 nodeSelector {}string whole
        | 8 serviceAccountName string, 9 serviceAccount string, 10 nodeName string, 11 hostNetwork bool omit, 12 hostPID bool omit, 13 hostIPC bool omit
        | 14 securityContext PodSecurityContext, 15 imagePullSecrets []LocalObjectReference merge:name keys:name, 16 hostname string
        | 17 subdomain string, 18 affinity Affinity, 19 schedulerName string, 20 initContainers []Container merge:name keys:name
        | 21 automountServiceAccountToken bool, 22 tolerations []Toleration, 23 hostAliases []HostAlias merge:ip keys:ip
        | 24 priorityClassName string, 25 priority int, 26 dnsConfig PodDNSConfig, 27 shareProcessNamespace bool
        | 28 readinessGates []PodReadinessGate, 29 runtimeClassName string, 30 enableServiceLinks bool, 31 preemptionPolicy string
        | 32 overhead {}quantity, 33 topologySpreadConstraints []TopologySpreadConstraint merge:topologyKey keys:topologyKey/whenUnsatisfiable
        | 34 ephemeralContainers []EphemeralContainer merge:name keys:name, 35 setHostnameAsFQDN bool, 36 os PodOS, 37 hostUsers bool
        | 38 schedulingGates []PodSchedulingGate merge:name keys:name, 39 resourceClaims []PodResourceClaim merge:name retain keys:name
        | 40 resources ResourceRequirements
        PodOS: 1 name! string
        PodSchedulingGate: 1 name! string
        PodReadinessGate: 1 conditionType! string
        PodResourceClaim: 1 name! string, 3 resourceClaimName string, 4 resourceClaimTemplateName string
        PodDNSConfig: 1 nameservers []string, 2 searches []string, 3 options []PodDNSConfigOption
        PodDNSConfigOption: 1 name string, 2 value string
        HostAlias: 1 ip! string, 2 hostnames []string
        Toleration: 1 key string, 2 operator string, 3 value string, 4 effect string, 5 tolerationSeconds long
        TopologySpreadConstraint: 1 maxSkew! int, 2 topologyKey! string, 3 whenUnsatisfiable! string, 4 labelSelector LabelSelector
        | 5 minDomains int, 6 nodeAffinityPolicy string, 7 nodeTaintsPolicy string, 8 matchLabelKeys []string
        Affinity: 1 nodeAffinity NodeAffinity, 2 podAffinity PodAffinity, 3 podAntiAffinity PodAntiAffinity
        NodeAffinity: 1 requiredDuringSchedulingIgnoredDuringExecution NodeSelector
        | 2 preferredDuringSchedulingIgnoredDuringExecution []PreferredSchedulingTerm
        NodeSelector: 1 nodeSelectorTerms! []NodeSelectorTerm; whole
        NodeSelectorTerm: 1 matchExpressions []NodeSelectorRequirement, 2 matchFields []NodeSelectorRequirement; whole
        NodeSelectorRequirement: 1 key! string, 2 operator! string, 3 values []string
        PreferredSchedulingTerm: 1 weight! int, 2 preference! NodeSelectorTerm
        PodAffinity: 1 requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm
        | 2 preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm
        PodAntiAffinity: 1 requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm
        | 2 preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm
        PodAffinityTerm: 1 labelSelector LabelSelector, 2 namespaces []string, 3 topologyKey! string, 4 namespaceSelector LabelSelector
        | 5 matchLabelKeys []string, 6 mismatchLabelKeys []string
        WeightedPodAffinityTerm: 1 weight! int, 2 podAffinityTerm! PodAffinityTerm
        PodSecurityContext: 1 seLinuxOptions SELinuxOptions, 2 runAsUser long, 3 runAsNonRoot bool, 4 supplementalGroups []long
        | 5 fsGroup long, 6 runAsGroup long, 7 sysctls []Sysctl, 8 windowsOptions WindowsSecurityContextOptions, 9 fsGroupChangePolicy string
        | 10 seccompProfile SeccompProfile, 11 appArmorProfile AppArmorProfile, 12 supplementalGroupsPolicy string, 13 seLinuxChangePolicy string
        Sysctl: 1 name! string, 2 value! string
        SELinuxOptions: 1 user string, 2 role string, 3 type string, 4 level string
        WindowsSecurityContextOptions: 1 gmsaCredentialSpecName string, 2 gmsaCredentialSpec string, 3 runAsUserName string, 4 hostProcess bool
        SeccompProfile: 1 type! string, 2 localhostProfile string
        AppArmorProfile: 1 type! string, 2 localhostProfile string
        SecurityContext: 1 capabilities Capabilities, 2 privileged bool, 3 seLinuxOptions SELinuxOptions, 4 runAsUser long, 5 runAsNonRoot bool
        | 6 readOnlyRootFilesystem bool, 7 allowPrivilegeEscalation bool, 8 runAsGroup long, 9 procMount string
        | 10 windowsOptions WindowsSecurityContextOptions, 11 seccompProfile SeccompProfile, 12 appArmorProfile AppArmorProfile
        Capabilities: 1 add []string, 2 drop []string
        Container: 1 name! string, 2 image string, 3 command []string, 4 args []string, 5 workingDir string
        | 6 ports []ContainerPort merge:containerPort keys:containerPort/protocol, 7 env []EnvVar merge:name keys:name
        | 8 resources ResourceRequirements, 9 volumeMounts []VolumeMount merge:mountPath keys:mountPath, 10 livenessProbe Probe
        | 11 readinessProbe Probe, 12 lifecycle Lifecycle, 13 terminationMessagePath string, 14 imagePullPolicy string
        | 15 securityContext SecurityContext, 16 stdin bool omit, 17 stdinOnce bool omit, 18 tty bool omit, 19 envFrom []EnvFromSource
        | 20 terminationMessagePolicy string, 21 volumeDevices []VolumeDevice merge:devicePath keys:devicePath, 22 startupProbe Probe
        | 23 resizePolicy []ContainerResizePolicy, 24 restartPolicy string
        EphemeralContainer: 1 + Container, 2 targetContainerName string
        ContainerResizePolicy: 1 resourceName! string, 2 restartPolicy! string
        ContainerPort: 1 name string, 2 hostPort int omit, 3 containerPort! int, 4 protocol string =TCP, 5 hostIP string
        EnvVar: 1 name! string, 2 value string, 3 valueFrom EnvVarSource
        EnvVarSource: 1 fieldRef ObjectFieldSelector, 2 resourceFieldRef ResourceFieldSelector, 3 configMapKeyRef ConfigMapKeySelector
        | 4 secretKeyRef SecretKeySelector
        ObjectFieldSelector: 1 apiVersion string, 2 fieldPath! string; whole
        ResourceFieldSelector: 1 containerName string, 2 resource! string, 3 divisor quantity; whole
        ConfigMapKeySelector: 1 + LocalObjectReference, 2 key! string, 3 optional bool; whole
        SecretKeySelector: 1 + LocalObjectReference, 2 key! string, 3 optional bool; whole
        EnvFromSource: 1 prefix string, 2 configMapRef ConfigMapEnvSource, 3 secretRef SecretEnvSource
        ConfigMapEnvSource: 1 + LocalObjectReference, 2 optional bool
        SecretEnvSource: 1 + LocalObjectReference, 2 optional bool
        ResourceRequirements: 1 limits {}quantity, 2 requests {}quantity, 3 claims []ResourceClaim keys:name
        ResourceClaim: 1 name! string, 2 request string
        VolumeMount: 1 name! string, 2 readOnly bool omit, 3 mountPath! string, 4 subPath string, 5 mountPropagation string, 6 subPathExpr string
        | 7 recursiveReadOnly string
        VolumeDevice: 1 name! string, 2 devicePath! string
        Probe: 1 + ProbeHandler, 2 initialDelaySeconds int omit, 3 timeoutSeconds int omit, 4 periodSeconds int omit, 5 successThreshold int omit
        | 6 failureThreshold int omit, 7 terminationGracePeriodSeconds long
        ProbeHandler: 1 exec ExecAction, 2 httpGet HTTPGetAction, 3 tcpSocket TCPSocketAction, 4 grpc GRPCAction
        Lifecycle: 1 postStart LifecycleHandler, 2 preStop LifecycleHandler
        LifecycleHandler: 1 exec ExecAction, 2 httpGet HTTPGetAction, 3 tcpSocket TCPSocketAction, 4 sleep SleepAction
        ExecAction: 1 command []string
        HTTPGetAction: 1 path string, 2 port! intstr, 3 host string, 4 scheme string, 5 httpHeaders []HTTPHeader
        HTTPHeader: 1 name! string, 2 value! string
        TCPSocketAction: 1 port! intstr, 2 host string
        GRPCAction: 1 port! int, 2 service string
        SleepAction: 1 seconds! long
        Volume: 1 name! string, 2 + VolumeSource
        VolumeSource: 1 hostPath HostPathVolumeSource, 2 emptyDir EmptyDirVolumeSource, 3 gcePersistentDisk object, 4 awsElasticBlockStore object
        | 5 gitRepo object, 6 secret SecretVolumeSource, 7 nfs NFSVolumeSource, 8 iscsi object, 9 glusterfs object
        | 10 persistentVolumeClaim PersistentVolumeClaimVolumeSource, 11 rbd object, 12 flexVolume object, 13 cinder object, 14 cephfs object
        | 15 flocker object, 16 downwardAPI DownwardAPIVolumeSource, 17 fc object, 18 azureFile object, 19 configMap ConfigMapVolumeSource
        | 20 vsphereVolume object, 21 quobyte object, 22 azureDisk object, 23 photonPersistentDisk object, 24 portworxVolume object
        | 25 scaleIO object, 26 projected ProjectedVolumeSource, 27 storageos object, 28 csi CSIVolumeSource
        | 29 ephemeral EphemeralVolumeSource, 30 image ImageVolumeSource
        HostPathVolumeSource: 1 path! string, 2 type string
        EmptyDirVolumeSource: 1 medium string, 2 sizeLimit quantity
        NFSVolumeSource: 1 server! string, 2 path! string, 3 readOnly bool omit
        PersistentVolumeClaimVolumeSource: 1 claimName! string, 2 readOnly bool omit
        CSIVolumeSource: 1 driver! string, 2 readOnly bool, 3 fsType string, 4 volumeAttributes {}string, 5 nodePublishSecretRef LocalObjectReference
        EphemeralVolumeSource: 1 volumeClaimTemplate object
        ImageVolumeSource: 1 reference string, 2 pullPolicy string
        KeyToPath: 1 key! string, 2 path! string, 3 mode int
        SecretVolumeSource: 1 secretName string, 2 items []KeyToPath, 3 defaultMode int, 4 optional bool
        ConfigMapVolumeSource: 1 + LocalObjectReference, 2 items []KeyToPath, 3 defaultMode int, 4 optional bool
        DownwardAPIVolumeSource: 1 items []DownwardAPIVolumeFile, 2 defaultMode int
        DownwardAPIVolumeFile: 1 path! string, 2 fieldRef ObjectFieldSelector, 3 resourceFieldRef ResourceFieldSelector, 4 mode int
        ProjectedVolumeSource: 1 sources []VolumeProjection, 2 defaultMode int
        VolumeProjection: 1 secret SecretProjection, 2 downwardAPI DownwardAPIProjection, 3 configMap ConfigMapProjection
        | 4 serviceAccountToken ServiceAccountTokenProjection, 5 clusterTrustBundle ClusterTrustBundleProjection
        SecretProjection: 1 + LocalObjectReference, 2 items []KeyToPath, 4 optional bool
        ConfigMapProjection: 1 + LocalObjectReference, 2 items []KeyToPath, 4 optional bool
        DownwardAPIProjection: 1 items []DownwardAPIVolumeFile
        ServiceAccountTokenProjection: 1 audience string, 2 expirationSeconds long, 3 path! string
        ClusterTrustBundleProjection: 1 name string, 2 signerName string, 3 labelSelector LabelSelector, 4 path! string, 5 optional bool
        PodStatus: 1 phase string, 2 conditions []PodCondition merge:type keys:type, 3 message string, 4 reason string, 5 hostIP string
        | 6 podIP string, 7 startTime time, 8 containerStatuses []ContainerStatus, 9 qosClass string
        | 10 initContainerStatuses []ContainerStatus, 11 nominatedNodeName string, 12 podIPs []PodIP merge:ip keys:ip
        | 13 ephemeralContainerStatuses []ContainerStatus, 14 resize string
        | 15 resourceClaimStatuses []PodResourceClaimStatus merge:name retain keys:name, 16 hostIPs []HostIP merge:ip
        PodCondition: 1 type! string, 2 status! string, 3 lastProbeTime time, 4 lastTransitionTime time, 5 reason string, 6 message string
        PodIP: 1 ip! string
        HostIP: 1 ip! string
        PodResourceClaimStatus: 1 name! string, 2 resourceClaimName string
        ContainerStatus: 1 name! string, 2 state ContainerState, 3 lastState ContainerState, 4 ready! bool, 5 restartCount! int
        | 6 image! string, 7 imageID! string, 8 containerID string, 9 started bool, 10 allocatedResources {}quantity
        | 11 resources ResourceRequirements, 12 volumeMounts []VolumeMountStatus merge:mountPath keys:mountPath, 13 user ContainerUser
        | 14 allocatedResourcesStatus []ResourceStatus merge:name keys:name
        ContainerState: 1 waiting ContainerStateWaiting, 2 running ContainerStateRunning, 3 terminated ContainerStateTerminated
        ContainerStateWaiting: 1 reason string, 2 message string
        ContainerStateRunning: 1 startedAt time
        ContainerStateTerminated: 1 exitCode! int, 2 signal int omit, 3 reason string, 4 message string, 5 startedAt time, 6 finishedAt time
        | 7 containerID string
        VolumeMountStatus: 1 name! string, 2 mountPath! string, 3 readOnly bool omit, 4 recursiveReadOnly string
        ContainerUser: 1 linux LinuxContainerUser
        LinuxContainerUser: 1 uid! long, 2 gid! long, 3 supplementalGroups []long
        ResourceStatus: 1 name! string, 2 resources []ResourceHealth keys:resourceID
        ResourceHealth: 1 resourceID! string, 2 health string
        """;
}
