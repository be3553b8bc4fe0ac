using System.Text;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>
/// What a kubelet does to commands, arguments and variables of a container: <c>$(NAME)</c> is replaced where there is such a variable, and
/// <c>$$</c> is a dollar sign.
/// </summary>
internal static class KubeletExpansion
{
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length || text[i + 1] is not ('$' or '('))
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            var end = text.IndexOf(')', i);
            if (text[i] == '$' || end < 0)
            {
                result.Append(text[i] == '$' ? "$" : "$(");
                continue;
            }

            var name = text[(i + 1)..end];
            result.Append(variables.TryGetValue(name, out var value) ? value : $"$({name})");
            i = end;
        }

        return result.ToString();
    }
}
