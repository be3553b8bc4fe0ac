using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Selectors;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>Reads lists: from now, from a resource version, or from where a page ended.</summary>
internal sealed class ListReading(ClusterState state)
{
    public ListPage Read(ResourceKind kind, RequestInfo info, IQueryCollection query)
    {
        // What cannot be read is found before what makes no sense.
        LabelSelector.Parse(query["labelSelector"]);
        var limit = query.Integer("limit") ?? 0;
        CheckOptions(query);
        var selector = query.Selector(kind, info.Namespace, info.Name);
        var token = query["continue"].ToString() is { Length: > 0 } text ? ContinueToken.Parse(text) : null;
        var (objects, revision) = Snapshot(kind, query, token);
        var matching = objects.Values.Where(o => token is null || o.Key.CompareTo(token.After) > 0).Where(selector.Matches);
        if (limit <= 0)
        {
            return new ListPage([.. matching], revision, null, null);
        }

        var items = matching.Take((int)Math.Min(limit, int.MaxValue)).ToList();

        // Whether anything that follows is selected, is found out with the next page; but who names one object of a namespace gets that.
        var isOne = selector.Fields.NamesOne && (info.Namespace.Length > 0 || !kind.Namespaced);
        if (isOne || items.Count < limit || !objects.Keys.Any(k => k.CompareTo(items[^1].Key) > 0 && IsIn(k, info)))
        {
            return new ListPage(items, revision, null, null);
        }

        var last = items[^1].Key;
        var selected = query["labelSelector"].ToString().Length > 0 || query["fieldSelector"].ToString().Length > 0;
        var remaining = selected ? (long?)null : objects.Keys.Count(k => k.CompareTo(last) > 0 && IsIn(k, info));
        return new ListPage(items, revision, new ContinueToken(revision, last).ToString(), remaining);
    }

    private static bool IsIn(ObjectKey key, RequestInfo info) => info.Namespace.Length == 0 || key.Namespace == info.Namespace;

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

    private static void CheckOptions(IQueryCollection query)
    {
        const string field = "resourceVersionMatch";
        var (match, version) = (query[field].ToString(), query["resourceVersion"].ToString());
        var causes = new List<StatusCause>();
        if (query.ContainsKey("sendInitialEvents"))
        {
            causes.Add(StatusCause.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
        }

        if (match.Length > 0 && version.Length == 0)
        {
            causes.Add(StatusCause.Forbidden(field, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
        }

        if (match.Length > 0 && query["continue"].ToString().Length > 0)
        {
            causes.Add(StatusCause.Forbidden(field, "resourceVersionMatch is forbidden when continue is provided"));
        }

        if (match is not ("" or "Exact" or "NotOlderThan"))
        {
            causes.Add(StatusCause.NotSupported(field, match, ["Exact", "NotOlderThan"]));
        }

        if (match == "Exact" && version == "0")
        {
            causes.Add(StatusCause.Forbidden(field, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
        }

        if (causes.Count > 0)
        {
            throw ApiErrors.Invalid("meta.k8s.io", "ListOptions", "", causes);
        }
    }
}
