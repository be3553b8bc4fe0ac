using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>Reads lists: from now, from a resource version, or from where a page ended.</summary>
internal sealed class ListReading(ClusterState state)
{
    public ListPage Read(ResourceKind kind, RequestInfo info, IQueryCollection query)
    {
        var selector = query.Selector(kind, info.Namespace, info.Name);
        var limit = query.Integer("limit") ?? 0;
        var token = query["continue"].ToString() is { Length: > 0 } text ? ContinueToken.Parse(text) : null;
        var (objects, revision) = Snapshot(kind, query, token);
        var matching = objects.Values.Where(o => token is null || o.Key.CompareTo(token.After) > 0).Where(selector.Matches);
        if (limit <= 0)
        {
            return new ListPage([.. matching], revision, null, null);
        }

        var items = matching.Take((int)Math.Min(limit, int.MaxValue - 1) + 1).ToList();
        if (items.Count <= limit)
        {
            return new ListPage(items, revision, null, null);
        }

        items.RemoveAt(items.Count - 1);
        var last = items[^1].Key;
        var selected = query["labelSelector"].ToString().Length > 0 || query["fieldSelector"].ToString().Length > 0;
        var remaining = selected
            ? (long?)null
            : objects.Keys.Count(k => k.CompareTo(last) > 0 && (info.Namespace.Length == 0 || k.Namespace == info.Namespace));
        return new ListPage(items, revision, new ContinueToken(revision, last).ToString(), remaining);
    }

    public static JsonMap Metadata(ListPage page) =>
        JsonMap.Of(
            ("resourceVersion", page.Revision.ToString(CultureInfo.InvariantCulture)),
            ("continue", page.Continue),
            ("remainingItemCount", page.Remaining is { } left ? new JsonNumber(left) : null)
        );

    public static JsonMap ToJson(ResourceKind kind, ListPage page) =>
        JsonMap.Of(
            ("kind", kind.ListKindOrDefault),
            ("apiVersion", kind.ApiVersion),
            ("metadata", Metadata(page)),
            ("items", JsonList.Of(page.Items.Select(i => ObjectRendering.Item(kind, i))))
        );

    private (ImmutableSortedDictionary<ObjectKey, StoredObject> Objects, long Revision) Snapshot(
        ResourceKind kind,
        IQueryCollection query,
        ContinueToken? token
    )
    {
        var match = query["resourceVersionMatch"].ToString();
        var version = query["resourceVersion"].ToString();
        CheckOptions(query, match, version);
        if (token is not null)
        {
            if (version is not ("" or "0"))
            {
                throw ApiErrors.BadRequest("specifying resource version is not allowed when using continue");
            }

            var page =
                state.Store.SnapshotAt(kind.Stored, token.Revision)
                ?? throw ApiErrors.Expired(
                    "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter."
                );
            return (page, token.Revision);
        }

        var asked = ResourceVersions.Parse(version);
        var now = state.Store.Snapshot(kind.Stored);
        if (asked > now.Revision)
        {
            throw ApiErrors.FutureResourceVersion(asked, now.Revision);
        }

        // A page of a list from a resource version is of that very version, for clients from before there was a match to be given.
        var exact = match == "Exact" || (match.Length == 0 && asked > 0 && query.Integer("limit") > 0);
        if (!exact)
        {
            return now;
        }

        var then =
            state.Store.SnapshotAt(kind.Stored, asked) ?? throw ApiErrors.Expired("The resourceVersion for the provided list is too old.");
        return (then, asked);
    }

    private static void CheckOptions(IQueryCollection query, string match, string version)
    {
        var cause =
            query.ContainsKey("sendInitialEvents") ? StatusCause.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list")
            : match.Length == 0 ? null
            : query["continue"].ToString().Length > 0
                ? StatusCause.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided")
            : match is not ("Exact" or "NotOlderThan") ? StatusCause.NotSupported("resourceVersionMatch", match, ["Exact", "NotOlderThan"])
            : version.Length == 0
                ? StatusCause.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided")
            : match == "Exact" && version == "0"
                ? StatusCause.Forbidden("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"")
            : null;
        if (cause is not null)
        {
            throw ApiErrors.Invalid("meta.k8s.io", "ListOptions", "", [cause]);
        }
    }
}
