using Microsoft.AspNetCore.Http;
using Rex.Embedded.Http;
using Rex.Embedded.Json;

namespace Rex.Embedded.Access;

/// <summary>What somebody wants to do, in the words of Roles.</summary>
/// <param name="Verb">get, list, watch, create, update, patch, delete or deletecollection.</param>
/// <param name="Group">The API group; empty for the core.</param>
/// <param name="Resource">The plural, with the subresource behind a slash.</param>
/// <param name="Namespace">The namespace; empty for none, or for all.</param>
/// <param name="Name">The object's name; empty where there is none.</param>
internal sealed record AccessRequest(string Verb, string Group, string Resource, string Namespace, string Name)
{
    /// <summary>What an HTTP request asks for (<c>k8s.io/apiserver/pkg/endpoints/request/requestinfo.go</c>).</summary>
    public static AccessRequest Of(HttpRequest request, RequestInfo info)
    {
        var verb = request.Method switch
        {
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => info.Name.Length == 0 ? "deletecollection" : "delete",
            _ when info.Name.Length > 0 => "get",
            _ => request.Query.Truth("watch") ? "watch" : "list",
        };
        var name = verb is "list" or "watch" ? SelectedName(request.Query["fieldSelector"].ToString()) : info.Name;
        return new AccessRequest(verb, info.Group, WithSubresource(info.Resource, info.Subresource), info.Namespace, name);
    }

    /// <summary>Whoever lists or watches one object by its name asks for that alone.</summary>
    private static string SelectedName(string selector)
    {
        const string name = "metadata.name=";
        var term = selector.Split(',').FirstOrDefault(term => term.StartsWith(name, StringComparison.Ordinal));
        return term is null ? "" : term[name.Length..].TrimStart('=');
    }

    /// <summary>What a review asks about: the <c>resourceAttributes</c> of a SelfSubjectAccessReview.</summary>
    public static AccessRequest Of(JsonMap attributes) =>
        new(
            attributes.Text("verb") ?? "",
            attributes.Text("group") ?? "",
            WithSubresource(attributes.Text("resource") ?? "", attributes.Text("subresource") ?? ""),
            attributes.Text("namespace") ?? "",
            attributes.Text("name") ?? ""
        );

    private static string WithSubresource(string resource, string subresource) =>
        subresource.Length == 0 ? resource : $"{resource}/{subresource}";
}
