namespace Rex.Embedded.Types.BuiltIn;

/// <summary>The types of CustomResourceDefinitions. Their messages are never sent as protobuf, so that the fields need no numbers.</summary>
internal static class DefinitionTypes
{
    public const string Package = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1";

    public const string Text = """
        CustomResourceDefinition: metadata ObjectMeta, spec! CustomResourceDefinitionSpec, status CustomResourceDefinitionStatus
        CustomResourceDefinitionSpec: group! string, names! CustomResourceDefinitionNames, scope! string
        | versions! []CustomResourceDefinitionVersion, conversion CustomResourceConversion, preserveUnknownFields bool
        CustomResourceDefinitionNames: plural! string, singular string, shortNames []string, kind! string, listKind string, categories []string
        CustomResourceDefinitionVersion: name! string, served! bool, storage! bool, deprecated bool, deprecationWarning string
        | schema CustomResourceValidation, subresources CustomResourceSubresources
        | additionalPrinterColumns []CustomResourceColumnDefinition, selectableFields []SelectableField
        CustomResourceValidation: openAPIV3Schema JSONSchemaProps
        CustomResourceSubresources: status object, scale CustomResourceSubresourceScale
        CustomResourceSubresourceScale: specReplicasPath! string, statusReplicasPath! string, labelSelectorPath string
        CustomResourceColumnDefinition: name! string, type! string, format string, description string, priority int, jsonPath! string
        SelectableField: jsonPath! string
        CustomResourceConversion: strategy! string, webhook WebhookConversion
        WebhookConversion: clientConfig WebhookClientConfig, conversionReviewVersions! []string
        WebhookClientConfig: url string, service ServiceReference, caBundle bytes
        ServiceReference: namespace! string, name! string, path string, port int
        CustomResourceDefinitionStatus: conditions []CustomResourceDefinitionCondition keys:type, acceptedNames CustomResourceDefinitionNames
        | storedVersions []string
        CustomResourceDefinitionCondition: type! string, status! string, lastTransitionTime time, reason string, message string
        JSONSchemaProps: id string, $schema string, $ref string, description string, type string, format string, title string, default any
        | maximum double, exclusiveMaximum bool, minimum double, exclusiveMinimum bool, maxLength long, minLength long, pattern string
        | maxItems long, minItems long, uniqueItems bool, multipleOf double, enum []any, maxProperties long, minProperties long
        | required []string, items any, allOf []JSONSchemaProps, oneOf []JSONSchemaProps, anyOf []JSONSchemaProps, not JSONSchemaProps
        | properties {}JSONSchemaProps, additionalProperties any, patternProperties {}JSONSchemaProps, dependencies {}any
        | additionalItems any, definitions {}JSONSchemaProps, externalDocs ExternalDocumentation, example any, nullable bool
        | x-kubernetes-preserve-unknown-fields bool, x-kubernetes-embedded-resource bool, x-kubernetes-int-or-string bool
        | x-kubernetes-list-map-keys []string, x-kubernetes-list-type string, x-kubernetes-map-type string
        | x-kubernetes-validations []ValidationRule keys:rule
        ExternalDocumentation: description string, url string
        ValidationRule: rule! string, message string, messageExpression string, reason string, fieldPath string, optionalOldSelf bool
        """;
}
