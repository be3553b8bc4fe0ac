using System.Text;

namespace Rex.Simulator.Argo.Nodes;

/// <summary>How Argo Workflows derives ids from names: FNV-1a, 32 bits, over the node's full name.</summary>
internal static class NodeIds
{
    private const int LongestPodPrefix = 242;

    /// <summary>The id of a node: the workflow's name for the root node, else the name and the hash of the node's name.</summary>
    public static string Of(string workflow, string nodeName) =>
        nodeName == workflow ? workflow : string.Create(null, $"{workflow}-{Hash(nodeName)}");

    /// <summary>The name of a node's pod (name format "v2"). It is the same each time the node runs.</summary>
    public static string PodName(string workflow, string nodeName, string template)
    {
        if (nodeName == workflow)
        {
            return workflow;
        }

        var prefix = $"{workflow}-{template}";
        if (prefix.Length > LongestPodPrefix)
        {
            prefix = prefix[..LongestPodPrefix];
        }

        return string.Create(null, $"{prefix}-{Hash(nodeName)}");
    }

    /// <summary>FNV-1a with 32 bits.</summary>
    public static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ b) * 16777619u);
        }

        return hash;
    }
}
