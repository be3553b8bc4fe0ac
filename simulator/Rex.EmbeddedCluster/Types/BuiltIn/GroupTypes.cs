namespace Rex.Embedded.Types.BuiltIn;

/// <summary>The types of the groups with few of them.</summary>
internal static class GroupTypes
{
    public const string Batch = """
        Job: 1 metadata ObjectMeta, 2 spec JobSpec, 3 status JobStatus
        JobSpec: 1 parallelism int, 2 completions int, 3 activeDeadlineSeconds long, 4 selector LabelSelector, 5 manualSelector bool
        | 6 template! PodTemplateSpec, 7 backoffLimit int, 8 ttlSecondsAfterFinished int, 9 completionMode string, 10 suspend bool
        | 11 podFailurePolicy PodFailurePolicy, 12 backoffLimitPerIndex int, 13 maxFailedIndexes int, 14 podReplacementPolicy string
        | 15 managedBy string, 16 successPolicy SuccessPolicy
        JobStatus: 1 conditions []JobCondition merge:type, 2 startTime time, 3 completionTime time, 4 active int omit, 5 succeeded int omit
        | 6 failed int omit, 7 completedIndexes string, 8 uncountedTerminatedPods UncountedTerminatedPods, 9 ready int, 10 failedIndexes string
        | 11 terminating int
        JobCondition: 1 type! string, 2 status! string, 3 lastProbeTime time, 4 lastTransitionTime time, 5 reason string, 6 message string
        UncountedTerminatedPods: 1 succeeded []string set, 2 failed []string set
        PodFailurePolicy: 1 rules! []PodFailurePolicyRule
        PodFailurePolicyRule: 1 action! string, 2 onExitCodes PodFailurePolicyOnExitCodesRequirement
        | 3 onPodConditions []PodFailurePolicyOnPodConditionsPattern
        PodFailurePolicyOnExitCodesRequirement: 1 containerName string, 2 operator! string, 3 values! []int set
        PodFailurePolicyOnPodConditionsPattern: 1 type! string, 2 status! string
        SuccessPolicy: 1 rules! []SuccessPolicyRule
        SuccessPolicyRule: 1 succeededIndexes string, 2 succeededCount int
        """;

    public const string Coordination = """
        Lease: 1 metadata ObjectMeta, 2 spec LeaseSpec
        LeaseSpec: 1 holderIdentity string, 2 leaseDurationSeconds int, 3 acquireTime microtime, 4 renewTime microtime, 5 leaseTransitions int
        | 6 strategy string, 7 preferredHolder string
        """;

    public const string Events = """
        Event: 1 metadata ObjectMeta, 2 eventTime! microtime, 3 series EventSeries, 4 reportingController string, 5 reportingInstance string
        | 6 action string, 7 reason string, 8 regarding ObjectReference, 9 related ObjectReference, 10 note string, 11 type string
        | 12 deprecatedSource EventSource, 13 deprecatedFirstTimestamp time, 14 deprecatedLastTimestamp time, 15 deprecatedCount int omit
        EventSeries: 1 count! int, 2 lastObservedTime! microtime
        """;

    public const string Rbac = """
        Role: 1 metadata ObjectMeta, 2 rules []PolicyRule
        ClusterRole: 1 metadata ObjectMeta, 2 rules []PolicyRule, 3 aggregationRule AggregationRule
        AggregationRule: 1 clusterRoleSelectors []LabelSelector
        PolicyRule: 1 verbs! []string, 2 apiGroups []string, 3 resources []string, 4 resourceNames []string, 5 nonResourceURLs []string
        RoleBinding: 1 metadata ObjectMeta, 2 subjects []Subject, 3 roleRef! RoleRef
        ClusterRoleBinding: 1 metadata ObjectMeta, 2 subjects []Subject, 3 roleRef! RoleRef
        Subject: 1 kind! string, 2 apiGroup string, 3 name! string, 4 namespace string; whole
        RoleRef: 1 apiGroup! string, 2 kind! string, 3 name! string; whole
        """;

    public const string Policy = """
        Eviction: 1 metadata ObjectMeta, 2 deleteOptions DeleteOptions
        """;

    public const string Authorization = """
        SelfSubjectAccessReview: 1 metadata ObjectMeta, 2 spec! SelfSubjectAccessReviewSpec, 3 status SubjectAccessReviewStatus
        SelfSubjectAccessReviewSpec: 1 resourceAttributes ResourceAttributes, 2 nonResourceAttributes NonResourceAttributes
        ResourceAttributes: 1 namespace string, 2 verb string, 3 group string, 4 version string, 5 resource string, 6 subresource string
        | 7 name string, 8 fieldSelector object, 9 labelSelector object
        NonResourceAttributes: 1 path string, 2 verb string
        SubjectAccessReviewStatus: 1 allowed! bool, 2 reason string, 3 evaluationError string, 4 denied bool omit
        SelfSubjectRulesReview: 1 metadata ObjectMeta, 2 spec! SelfSubjectRulesReviewSpec, 3 status SubjectRulesReviewStatus
        SelfSubjectRulesReviewSpec: 1 namespace string
        SubjectRulesReviewStatus: 1 resourceRules! []ResourceRule, 2 nonResourceRules! []NonResourceRule, 3 incomplete! bool
        | 4 evaluationError string
        ResourceRule: 1 verbs! []string, 2 apiGroups []string, 3 resources []string, 4 resourceNames []string
        NonResourceRule: 1 verbs! []string, 2 nonResourceURLs []string
        """;

    public const string Authentication = """
        SelfSubjectReview: 1 metadata ObjectMeta, 2 status SelfSubjectReviewStatus
        SelfSubjectReviewStatus: 1 userInfo UserInfo
        UserInfo: 1 username string, 2 uid string, 3 groups []string, 4 extra {}any
        """;
}
