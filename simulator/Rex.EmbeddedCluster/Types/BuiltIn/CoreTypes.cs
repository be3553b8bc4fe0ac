namespace Rex.Embedded.Types.BuiltIn;

/// <summary>The types of <c>v1</c>, but for those of pods.</summary>
internal static class CoreTypes
{
    public const string Package = "io.k8s.api.core.v1";

    public const string Text = """
        Namespace: 1 metadata ObjectMeta, 2 spec NamespaceSpec, 3 status NamespaceStatus
        NamespaceSpec: 1 finalizers []string
        NamespaceStatus: 1 phase string, 2 conditions []NamespaceCondition merge:type keys:type
        NamespaceCondition: 1 type! string, 2 status! string, 4 lastTransitionTime time, 5 reason string, 6 message string
        ConfigMap: 1 metadata ObjectMeta, 2 data {}string, 3 binaryData {}bytes, 4 immutable bool
        Secret: 1 metadata ObjectMeta, 2 data {}bytes, 3 type string, 4 stringData {}string, 5 immutable bool
        ServiceAccount: 1 metadata ObjectMeta, 2 secrets []ObjectReference merge:name keys:name
        | 3 imagePullSecrets []LocalObjectReference, 4 automountServiceAccountToken bool
        ObjectReference: 1 kind string, 2 namespace string, 3 name string, 4 uid string, 5 apiVersion string, 6 resourceVersion string
        | 7 fieldPath string; whole
        LocalObjectReference: 1 name string; whole
        Event: 1 metadata! ObjectMeta, 2 involvedObject! ObjectReference, 3 reason string, 4 message string, 5 source EventSource
        | 6 firstTimestamp time, 7 lastTimestamp time, 8 count int omit, 9 type string, 10 eventTime microtime, 11 series EventSeries
        | 12 action string, 13 related ObjectReference, 14 reportingComponent string, 15 reportingInstance string
        EventSource: 1 component string, 2 host string
        EventSeries: 1 count int omit, 2 lastObservedTime microtime
        Service: 1 metadata ObjectMeta, 2 spec ServiceSpec, 3 status ServiceStatus
        ServiceSpec: 1 ports []ServicePort merge:port keys:port/protocol, 2 selector {}string whole, 3 clusterIP string, 18 clusterIPs []string
        | 4 type string, 5 externalIPs []string, 7 sessionAffinity string, 8 loadBalancerIP string, 9 loadBalancerSourceRanges []string
        | 10 externalName string, 11 externalTrafficPolicy string, 12 healthCheckNodePort int omit, 13 publishNotReadyAddresses bool omit
        | 14 sessionAffinityConfig SessionAffinityConfig, 17 ipFamilyPolicy string, 19 ipFamilies []string
        | 20 allocateLoadBalancerNodePorts bool, 21 loadBalancerClass string, 22 internalTrafficPolicy string, 23 trafficDistribution string
        ServicePort: 1 name string, 2 protocol string =TCP, 3 port! int, 4 targetPort intstr, 5 nodePort int omit, 6 appProtocol string
        SessionAffinityConfig: 1 clientIP ClientIPConfig
        ClientIPConfig: 1 timeoutSeconds int
        ServiceStatus: 1 loadBalancer LoadBalancerStatus, 2 conditions []Condition merge:type keys:type
        LoadBalancerStatus: 1 ingress []LoadBalancerIngress
        LoadBalancerIngress: 1 ip string, 2 hostname string, 3 ipMode string, 4 ports []PortStatus
        PortStatus: 1 port! int, 2 protocol! string, 3 error string
        Node: 1 metadata ObjectMeta, 2 spec NodeSpec, 3 status NodeStatus
        NodeSpec: 1 podCIDR string, 2 externalID string, 3 providerID string, 4 unschedulable bool omit, 5 taints []Taint, 6 configSource object
        | 7 podCIDRs []string merge set
        Taint: 1 key! string, 2 value string, 3 effect! string, 4 timeAdded time
        NodeStatus: 1 capacity {}quantity, 2 allocatable {}quantity, 3 phase string, 4 conditions []NodeCondition merge:type keys:type
        | 5 addresses []NodeAddress merge:type keys:type, 6 daemonEndpoints object, 7 nodeInfo NodeSystemInfo, 8 images []ContainerImage
        | 9 volumesInUse []string, 10 volumesAttached []AttachedVolume, 11 config object, 12 runtimeHandlers []object, 13 features object
        NodeCondition: 1 type! string, 2 status! string, 3 lastHeartbeatTime time, 4 lastTransitionTime time, 5 reason string, 6 message string
        NodeAddress: 1 type! string, 2 address! string
        NodeSystemInfo: 1 machineID! string, 2 systemUUID! string, 3 bootID! string, 4 kernelVersion! string, 5 osImage! string
        | 6 containerRuntimeVersion! string, 7 kubeletVersion! string, 8 kubeProxyVersion! string, 9 operatingSystem! string
        | 10 architecture! string
        ContainerImage: 1 names []string, 2 sizeBytes long omit
        AttachedVolume: 1 name! string, 2 devicePath! string
        Binding: 1 metadata ObjectMeta, 2 target! ObjectReference
        """;
}
